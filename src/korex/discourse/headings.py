"""The organization that heads a list of appointments: `◇ 여주시 ▲ 부시장 도하람 ▲ 국장 석가온`."""

from __future__ import annotations

import re

import regex

from korex.discourse.affiliation import names_organization
from korex.language.spans import line_start

_ITEMS = "▲△▶▷"
_MARKS = "◇◆■□●○"
# ◇ 여주시 ▲ …; ◇여주시 <3급 승진> △ …; ◆ 여주시 ◇ 4급 승진 △ …
_HEADING = re.compile(
    rf"[ \t]{{0,4}}(?:[{_MARKS}<〈《【\[]\s?){{1,2}}(?P<name>[^{_ITEMS}{_MARKS}\n:=<>〈〉\[\]【】]{{2,30}}?)"
    rf"[ \t]{{0,3}}[>〉》】\]:=]{{0,2}}[ \t]{{0,3}}"
    rf"(?:[<〈][^<>〈〉\n]{{2,14}}[>〉][ \t]{{0,3}})?(?:[{_ITEMS}{_MARKS}]|$)"
)
_ITEM = re.compile(rf"[ \t]{{0,4}}[{_ITEMS}]\s?(?:(?P<name>[^{_ITEMS}\n:=]{{2,30}}?)[ \t]?[=:][ \t])?")
_UNKNOWN = regex.compile(r"\p{Hangul}{2,4}[시군구도대]")
# what a heading of appointments says instead of where they are: ◇ 4급 승진 ▲ …, ◇ 과장급 ▲ …
_OF_APPOINTMENTS = re.compile(
    r"(?:승진|전보|임용|임명|파견|퇴직|채용|겸임|발령|복귀|전입|전출|신규|보직|인사|내정|선임|위촉|직위|직급|급"
    r"|이동|영입|휴직|교류|수상|수상자|별세|부음|부고|결혼|화촉"
    r"|명단|일정|내용|안내|모집|대상|기간|장소|일시|문의)(?: ?및|$)"
    r"|[을를은는이가에] |\d"
)
_FARTHEST = 12  # lines between a heading and the item


def _heads_items(heading: re.Match[str], name: str) -> bool:
    """Tell whether a heading whose items follow in its own line names the organization, which nobody knows."""
    return heading.group()[-1] in _ITEMS and len(name) > 2 and _OF_APPOINTMENTS.search(name) is None


def heading_over(text: str, offset: int) -> str | None:
    """Return the organization whose heading the item of a list at `offset` stands under, None if it is in no list.

    >>> text = "◇ 여주시 ▲ 부시장 도하람\\n◇ 하늬은행\\n▲ 부행장 석가온"
    >>> heading_over(text, text.index("도하람")), heading_over(text, text.index("석가온"))
    ('여주시', '하늬은행')
    """
    start = line_start(text, offset)
    heading = _HEADING.match(text, start, offset)
    item = None if heading else _ITEM.match(text, start, offset)
    if heading is None and item is None:
        return None
    if item is not None and item["name"]:  # ▲ 하늬대 = …
        return item["name"] if names_organization(item["name"].rpartition(" ")[2]) else None
    for _ in range(_FARTHEST):
        if heading is not None:
            name = heading["name"].strip()
            if names_organization(name.rpartition(" ")[2]) or _UNKNOWN.fullmatch(name) or _heads_items(heading, name):
                return name
        end = start - 1
        if end <= 0 or text[end - 1] == "\n":
            return None
        start = line_start(text, end)
        heading = _HEADING.match(text, start, end)
    return None


# the table below a press release: 담당 부서  청년정책과 / 책임자  과장  도하람
_OFFICE = re.compile(
    r"(?:담당|소관|책임) ?부서[ \t:：|<>]{1,8}"
    r"(?P<name>[가-힣][가-힣A-Za-z·]{1,20}(?: [가-힣][가-힣A-Za-z·]{1,20}){0,2})"
)
_ROWS = 160


def office_over(text: str, offset: int) -> str | None:
    """Return the office whose table of contacts names somebody at `offset`, None if there is no such table.

    >>> text = "담당 부서  나래국 청년과\\n책임자  과장  도하람"
    >>> office_over(text, text.index("도하람"))
    '나래국 청년과'
    """
    above = list(_OFFICE.finditer(text, max(0, offset - _ROWS), offset))
    return above[-1]["name"] if above and "\n\n" not in text[above[-1].end() : offset] else None
