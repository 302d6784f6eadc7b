"""What a text names: people, organizations, places, times, amounts, events, contacts."""
