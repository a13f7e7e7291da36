"""What a number of a sentence counts, by the words around it."""

from __future__ import annotations

import re

from govreports.matching.prose.clause import Clause
from govreports.matching.prose.grammar import Quantity, grammar, kind_of
from govreports.matching.prose.sentence_numbers import Number

_TOGETHER = re.compile(
    r"(?:依法)?对|(?:20\d\d|今|本|全)年度?(?:为|是)?|[两三四]项合计|其中20\d\d年|其中(?:涉及?|属于|有关)?(?:政府)?信息公开(?:类|方面|领域|案件|的|有|为)*|、?(?:其中|以上|全年|已)?(?:20\d\d年)?(?:(?:共|合计|总计|累计|总数|为|有|计)+(?:金额)?|金额(?:共|合|总|计|为)*)"
    # 由2021年的36件上升至2022年的52件: the last counts what the first did.
    r"|(?:上升|增加?|增长|下降|减少?|降低?|再|又|,)[至到为](?:20\d\d年)?的?|(?:全年|20\d\d年|本年度?)?(?:共|未?再)?(?:发生|产生)"
)
# A number without a unit stands right after the words that say what it counts: 部分公开67, 收到数：18.
_BARE = re.compile(
    r"(?:的)?(?:政府信息公开|信息公开|政府信息|信息)?(?:申请|请求|事项)?[年度]*(?:继续办理)?[件总]*(?:数量?|量)?(?:为|是|有|共|合|总|计|达到?|:)*"
)
_NOT_AFTER = ("received", "handled")  # 5件转由区住建局办理 says what became of a part


def quantity_counted(subject: str, clause: Clause, number: Number, head: Quantity | None) -> Quantity | None:
    """Return what a number counts of its subject; `head` is what the sentence counts in whole, if not yet told."""
    before = find_quantity(subject, clause.before, ("part", "whole"))
    together = _TOGETHER.fullmatch(clause.before) is not None
    if before is None and (together or (number.unit == "元" and not clause.before)):
        # 予以公开占比最高，为31件: the label stands in the clause before.
        known = head is not None and head.subject == kind_of(subject)
        label = (
            find_quantity(subject, clause.gap, ("part",))
            if not clause.before.endswith("对") and (clause.before in ("为", "有") or not known)
            else None
        )
        if label is not None or known:
            return label or head
    weak = find_quantity(subject, clause.before, ("weak",))
    if not number.unit:
        bare = before or weak
        return bare if bare is not None and stands_before(bare, clause.before) else None
    if before is not None:
        # 结转4件上年度申请: what follows the number says from where.
        tells = find_quantity(subject, clause.after, ("part",))
        carried_in = before.id == "carried_out" and tells is not None and tells.id == "carried_in"
        # 其中12月收到的2件转入2023年办理: what became of those that came in then.
        became = before.id == "received" and clause.before.endswith("的")
        return tells if tells is not None and (carried_in or became) else before
    after = find_quantity(subject, clause.after, ("part", "whole"))
    if after is not None and after.id not in _NOT_AFTER:
        return after
    if weak is not None and stands_before(weak, clause.before):
        return weak
    return find_quantity(subject, clause.beyond, ("weak",)) if together else None


def find_quantity(subject: str | None, clause: str, roles: tuple[str, ...]) -> Quantity | None:
    """Return the first quantity of a subject, among those of the roles, that a clause names."""
    wanted = kind_of(subject)
    # 因本机关不掌握等原因无法提供265件: what stands before 等原因 is an example of what stands after it.
    for part in dict.fromkeys((clause.rpartition("等")[2], clause)):
        for quantity in grammar().quantities:
            if quantity.subject == wanted and quantity.role in roles and quantity.words.search(part):
                return quantity
    return None


def names_something_else(quantity: Quantity, clause: Clause) -> bool:
    """Whether a clause says between the quantity and its number what else it counts: 收到诉求45件."""
    return quantity.words.search(clause.before) is not None and not stands_before(quantity, clause.before)


def stands_before(quantity: Quantity, clause: str) -> bool:
    """Whether nothing but filling words stands between a quantity and the number at a clause's end."""
    return any(_BARE.fullmatch(clause, match.end()) for match in quantity.words.finditer(clause))
