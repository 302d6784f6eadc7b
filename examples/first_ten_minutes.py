"""처음 10분: 글 하나에서 표와 웹 페이지까지. `python first_ten_minutes.py`로 돌리면 파일 네 개가 생깁니다.

필요한 것: pip install 'korex[pandas]'. 글은 지어낸 것입니다.
"""

from pathlib import Path

import korex
from korex.views.html import html

글 = (
    "유다온 해솔시장은 2일 간부회의에서 장마가 오기 전에 배수로를 치우라고 각 부서에 지시했다. "
    "유 시장은 “물이 고이는 곳부터 살펴 달라”고 말했다. 정비에는 3억 2천만원이 들고, 11일까지 마친다."
)

# 1. 뽑는다. reference_date는 글을 쓴 날: '2일'이 며칠인지 이 날로 정한다.
x = korex.extract(글, reference_date="2026-06-02")
for 사람 in x.people:
    print("사람:", 사람.name, 사람.titles, [언급.text for 언급 in 사람.mentions])
for 날짜 in x.dates:
    print("날짜:", 날짜.text, 날짜.value)
for 지시 in x.directives:
    print("지시:", 지시.speaker, "→", 지시.addressee, 지시.kind, 지시.content.text if 지시.content else "")

# 2. 본다. 공책(Jupyter)에서는 x 한 줄이면 되고, 파일로도 남는다.
Path("page.html").write_text(html(x), encoding="utf-8")

# 3. 내 낱말을 가르친다. 사전에 없던 이름도 조사를 떼고 찾는다.
Path("words.tsv").write_text("온빛나래\tORG\n모래내장터\tEVENT\tFESTIVAL\n", encoding="utf-8")
nlp = korex.load(words="words.tsv")
y = korex.extract("온빛나래가 12일 모래내장터를 연다.", reference_date="2026-06-02", nlp=nlp)
print("내 낱말:", [(개체.text, 개체.label) for 개체 in y.entities])

# 4. 여러 글을 한 표에 모은다.
글들 = {"가": 글, "나": "장해인 소장은 주민들에게 물을 끓여 마시라고 당부했다."}
결과 = dict(zip(글들, korex.pipe(글들.values(), reference_date="2026-06-02"), strict=True))
표 = korex.to_frame(결과, "directives").to_pandas()
표.to_csv("directives.csv", index=False)
print(표[["document", "speaker", "addressee", "content"]].to_string())

# 5. 남긴다. JSON으로 갔다가 와도 같다.
Path("result.json").write_text(x.to_json(indent=2), encoding="utf-8")
print("왕복:", korex.Extraction.from_json(Path("result.json").read_bytes()) == x)
