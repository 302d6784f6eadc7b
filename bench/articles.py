"""Articles that are made up: each number gives another one, always the same for the same number.

Names, places, amounts and the words of which compounds are made are drawn at random, so that a long run meets new
words all the time, as a real one does.
"""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

_FAMILY = "김이박최정강조윤장임한오서신권황안송류홍문배"
_GIVEN = "가나다라마서우진하윤도준예지민수현영호성재은아린태경석규원희선"
_SYLLABLES = "가람나루다온라온마루바다사름아라자연차오하늘누리별빛새솔은하늘푸른한울해솔달샘봄내여울"
_TITLES = "시장 부시장 군수 구청장 국장 과장 대표 원장 교육감 위원장 회장 센터장 소장 장관 차관 의원 교수".split()
_UNITS = "시 군 구".split()
_BODIES = "시청 교육청 소방본부 복지재단 문화재단 상공회의소 대학교 병원 연구원 도서관 경찰서 공사 협회".split()
_TOPICS = (
    "주차장 도서관 하천 체육관 시장 공원 학교 버스 병원 상수도 농산물 관광 청년 돌봄 안전 축제 예산 환경 교통 급식 "
    "주택 에너지 폭염 태풍 독감 화재 전시회 박람회 마라톤 음악회 수출 일자리 통학로 재난 물가"
).split()
_ACTS = "점검 정비 확충 지원 홍보 개선 조사 교육 관리 보수 협력 투자 개방 운영 평가 확대 단속 예방".split()
_EVENTS = "축제 음악회 박람회 체육대회 토론회 설명회 마라톤대회 전시회 기념식".split()
_DAYS = "월요일 화요일 수요일 목요일 금요일 토요일 일요일".split()

_SENTENCES = (
    "{person} {title}은 {day}일 {place}에서 열린 {event}에서 “{topic} {act}에 {amount}억원을 쓰겠다”고 밝혔다.",
    "{body}은 {day}일부터 {later}일까지 {topic} {act} 사업을 벌인다고 {day}일 밝혔다.",
    "이날 회의에는 {body} 관계자 등 {count}명이 참석했다.",
    "{family} {title}은 각 부서에 {topic} {act}를 서두르라고 지시했다.",
    "{place} 주민들은 “{topic} {act}를 더는 미루지 말라”고 요구했다.",
    "{body}에 따르면 지난해 {topic} 이용객은 {count}만 {amount}천 명으로 전년보다 {percent}% 늘었다.",
    "{person} {body} {title}은 “{topic} 문제는 {month}월 말까지 매듭지어야 한다”고 강조했다.",
    "행사는 다음 달 {day}일 오후 {hour}시 {place} {coined}회관에서 열린다.",
    "신청은 {month}월 {day}일까지 {body} 누리집(www.{latin}.example)이나 전화(02-{phone}-{count})로 하면 된다.",
    "{coined}{event}는 매년 {weekday} {count}명이 찾는 {place}의 대표 행사다.",
    "{person} 씨({age})는 “아이와 함께 걷기 좋은 {topic} 길이 생겨 반갑다”고 말했다.",
    "시는 {amount}년 만에 {topic} {act} 계획을 새로 짜고 {count}곳에 {percent}억원을 들이기로 했다.",
    "한편 {coined}{body}은 {hour}시간 넘게 이어진 폭우로 {place} 일대 {count}가구가 피해를 입었다고 전했다.",
    "전문가들은 {topic} {act}이 늦어지면 {coined}시의 부담이 {percent}%포인트 커질 수 있다고 내다봤다.",
    "{family} {title}은 이어 “{weekday}마다 {topic}을 살피고 결과를 알려 달라”고 당부했다.",
)


def article(number: int, *, sentences: int | None = None) -> str:
    """Return the article with this number: a title, paragraphs, a byline and a copyright line.

    `sentences` is how many the body has, some 10 to 25 unless given.
    """
    random = Random(number)
    words = _words(random)
    body = [
        random.choice(_SENTENCES).format(**(words | _numbers(random)))
        for _ in range(sentences or random.randint(10, 25))
    ]
    lines = [f"{words['coined']}{random.choice(_UNITS)}, {words['topic']} {words['act']} 나선다"]
    while body:
        size = random.randint(1, 4)
        lines.append(" ".join(body[:size]))
        del body[:size]
        if random.random() < 0.4:
            words = _words(random) | {"person": words["person"], "family": words["family"], "title": words["title"]}
    reporter = _name(random)
    lines += [
        f"{reporter} 기자 {words['latin']}@{words['latin']}.example",
        f"저작권자 © {words['coined']}일보 무단전재 및 재배포 금지",
    ]
    return "\n".join(lines)


def articles(count: int) -> Iterator[str]:
    """Yield the articles with the numbers from 0."""
    return map(article, range(count))


def _name(random: Random) -> str:
    return random.choice(_FAMILY) + "".join(random.sample(_GIVEN, 2))


def _coined(random: Random) -> str:
    return "".join(random.choices(_SYLLABLES, k=random.randint(2, 3)))


def _words(random: Random) -> dict[str, str]:
    person = _name(random)
    return {
        "person": person,
        "family": person[0],
        "title": random.choice(_TITLES),
        "coined": _coined(random),
        "place": _coined(random) + random.choice(["동", "읍", "리", "공원", "광장", "역"]),
        "body": _coined(random) + random.choice(_BODIES),
        "event": random.choice(_EVENTS),
        "topic": random.choice(_TOPICS),
        "act": random.choice(_ACTS),
        "latin": "".join(random.choices("abcdefghijklmnopqrstuvwxyz", k=7)),
    }


def _numbers(random: Random) -> dict[str, object]:
    return {
        "day": random.randint(1, 20),
        "later": random.randint(21, 28),
        "month": random.randint(1, 12),
        "hour": random.randint(1, 12),
        "age": random.randint(20, 79),
        "amount": random.randint(2, 99),
        "count": random.randint(100, 9999),
        "percent": round(random.uniform(0.1, 60), 1),
        "phone": random.randint(200, 999),
        "weekday": random.choice(_DAYS),
    }
