"""What a new user does in the first ten minutes, as a script of its own in a folder of its own."""

import subprocess
import sys
from pathlib import Path

SCRIPT = Path(__file__).resolve().parent.parent / "examples" / "first_ten_minutes.py"


def test_first_ten_minutes(tmp_path):
    run = subprocess.run(
        [sys.executable, "-X", "utf8", SCRIPT], cwd=tmp_path, capture_output=True, encoding="utf-8", timeout=300
    )
    assert run.stderr == ""
    assert run.returncode == 0
    lines = run.stdout.splitlines()
    assert lines[0] == "사람: 유다온 ('해솔시장', '시장') ['유다온', '유 시장']"
    assert "날짜: 2일 2026-06-02" in lines
    assert any(line.startswith("지시: 유다온 → 각 부서 ORDER") for line in lines)
    assert "내 낱말: [('온빛나래', 'ORG'), ('12일', 'DATE'), ('모래내장터', 'EVENT')]" in lines
    assert lines[-1] == "왕복: True"
    assert {path.name for path in tmp_path.iterdir()} == {"page.html", "words.tsv", "directives.csv", "result.json"}
    assert "장해인" in (tmp_path / "directives.csv").read_text(encoding="utf-8")
