"""Contacts: one row a text, with all it holds as (kind, text) in order. Single rules are tested by their own hits."""

import pytest

from korex import Extraction

CONTACTS = [
    ("문의 02-555-0134, 010-5550-0188, pr@hanbit.kr", "PHONE 02-555-0134|PHONE 010-5550-0188|EMAIL pr@hanbit.kr"),
    ("관광과(061-555-0145)와 문화과(061-555-0147)에서 받는다.", "PHONE 061-555-0145|PHONE 061-555-0147"),
    ("신청은 https://youth.hanbit.go.kr/a?b=1에서 한다.", "URL https://youth.hanbit.go.kr/a?b=1"),
    ("누리집(www.hanbit.kr)과 hanbit.or.kr/run을 보라.", "URL www.hanbit.kr|URL hanbit.or.kr/run"),
    ("전자우편(run@hanbit-run.co.kr)으로 보내 주세요.", "EMAIL run@hanbit-run.co.kr"),
    ("대표전화 1588-0100, 해외 +82-2-555-0100", "PHONE 1588-0100|PHONE +82-2-555-0100"),
    ("곧바로 112로 신고해 달라고 당부했다.", "PHONE 112"),
    ("국번 없이 120으로 문의하세요.", "PHONE 120"),
    ("(063) 555-0171", "PHONE (063) 555-0171"),
    # full-width digits and letters are read as plain ones
    ("전화 ０２－５５５－０１３４", "PHONE ０２－５５５－０１３４"),
    # look-alikes
    ("2025-09-01부터 9-30까지, 점수는 3-1이었다.", ""),
    ("농협 302-0555-0134-81로 3,000원을 보냈다.", ""),
    ("119 구급대가 출동했고 112명이 다쳤다.", ""),
    ("임진왜란(1592-1598)은 7년 이어졌다.", ""),
    ("버전 1.2.3을 report.pdf에 적었다.", ""),
    ("@hanbit_city 계정을 열었다.", ""),
]


@pytest.mark.parametrize(("text", "expected"), CONTACTS)
def test_contacts(text, expected, nlp):
    found = Extraction.from_doc(nlp(text)).contacts
    assert "|".join(f"{contact.kind} {contact.text}" for contact in found) == expected
    assert all(text[contact.start : contact.end] == contact.text for contact in found)
