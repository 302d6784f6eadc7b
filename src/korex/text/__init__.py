"""From bytes to normalized text and its parts: decoding, normalization with an index map, page sections."""
