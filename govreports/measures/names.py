"""An indicator or an applicant by whatever the analyst calls it: id, Chinese or English name, short name."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from govreports.form import required_tables
from govreports.measures.definitions import DefinitionError, Indicator, contents, definitions


def choose(ids: str | Iterable[str] | None) -> list[Indicator]:
    """Return the indicators of these names, all of them for None.

    Parameters
    ----------
    ids : str, iterable of str, or None
        Ids, names in Chinese or English, short names, or a part of a name that only one indicator has.

    Raises
    ------
    DefinitionError
        A name is unknown or fits several; the message names those that look like it.

    Examples
    --------
    >>> [one.id for one in choose(["公开率", "败诉率", "granted_share"])]
    ['disclosure_rate', 'lawsuit_loss_rate', 'granted_share']
    """
    if ids is None:
        return list(definitions().values())
    wanted = [ids] if isinstance(ids, str) else list(ids)
    return [definitions()[name] for name in dict.fromkeys(indicator_named(name) for name in wanted)]


def indicator_named(name: str) -> str:
    """Return the id of an indicator by what the user calls it; see `choose`.

    Examples
    --------
    >>> indicator_named("每十万人"), indicator_named("Completion rate")
    ('received_per_100k', 'completion_rate')
    """
    known = definitions()
    if name in known:
        return name
    typed = str(name).strip().casefold()
    names = {
        indicator.id: (indicator.id, indicator.zh.casefold(), indicator.en.casefold()) for indicator in known.values()
    }
    exact = [id_ for id_, called in names.items() if typed in called]
    fit = exact or [contents()["short_names"].get(typed)]
    if not fit[0]:
        fit = [id_ for id_, called in names.items() if typed and any(typed in text for text in called)]
    if len(fit) == 1:
        return str(fit[0])
    if fit:
        listed = "、".join(f"{id_}（{known[id_].zh}）" for id_ in fit[:8])
        raise DefinitionError(f"“{name}” 可指多个指标。{name!r} fits several indicators; name one of: {listed}")
    near = get_close_matches(typed, [text for called in names.values() for text in called], n=3, cutoff=0.4)
    hint = f" Did you mean {', '.join(near)}?" if near else ""
    raise DefinitionError(f"没有指标“{name}”。There is no indicator {name!r}.{hint} gr.catalogue() lists them all.")


def applicant_named(name: str) -> str:
    """Return the id of an applicant column by its id or its label.

    Raises
    ------
    ValueError
        No applicant is called so.

    Examples
    --------
    >>> applicant_named("自然人"), applicant_named("total")
    ('natural_person', 'total')
    """
    columns = required_tables()["applications"].columns
    for column in columns:
        if name in (column.id, column.zh, column.en):
            return column.id
    raise ValueError(
        f"没有申请人“{name}”。There is no applicant {name!r}: {', '.join(column.id for column in columns)}"
    )
