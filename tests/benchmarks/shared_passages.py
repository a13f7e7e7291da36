"""Planted copies, paraphrases, standing phrases and model texts among made-up prose: what is met, what is accused.

python -m tests.benchmarks.shared_passages           # 400 reports
python -m tests.benchmarks.shared_passages 10000     # the time and memory of a nation
"""

from __future__ import annotations

import random
import resource
import sys
import time
from dataclasses import dataclass, field

import pandas as pd

from govreports.columns import KEY_COLUMNS, REPORT_COLUMNS, SECTION_COLUMNS, frame
from govreports.dataset.data import Dataset
from govreports.prose.shared_passages import shared_passages

WHO = [
    "本局",
    "办公室",
    "各科室",
    "各镇街",
    "信息中心",
    "业务股",
    "法规科",
    "政务服务大厅",
    "融媒体中心",
    "档案馆",
    "综合科",
    "督查室",
]
SYLLABLES = "东南西北上下江湖山河石柳杨桃梅松清沙金银龙凤云霞安平永和新长兴隆福寿仁义礼信泉溪桥渡关塘湾洲港岭坡峰谷林"
VERB = [
    "梳理了",
    "发布了",
    "修订了",
    "归集了",
    "编制了",
    "核对了",
    "更新了",
    "汇总了",
    "转载了",
    "解读了",
    "清理了",
    "上报了",
    "调整了",
    "重做了",
]
WHAT = [
    *[
        "惠农补贴名单",
        "招生入学公告",
        "征地批后材料",
        "食品抽检结果",
        "公交线路变化",
        "医保报销指南",
        "旧城改造方案",
        "就业岗位信息",
    ],
    *[
        "环评审批公示",
        "工程招标文件",
        "低保公示台账",
        "防汛物资清单",
        "水质监测月报",
        "养老机构目录",
        "税费优惠问答",
        "文物保护规划",
    ],
]
HOW = [
    *["点击两万余次", "收到来电十余个", "按季度归档", "附上了图表", "由专人逐条复核", "同步推送到手机端", "分三批完成"],
    *[
        "张贴在村口",
        "交由代表审议",
        "与上年口径衔接",
        "补齐了历史缺漏",
        "请律师把关",
        "列入了工作日志",
        "用方言录成音频",
    ],
]
STOCK = [
    "加强组织领导，健全工作机制，明确责任分工。",
    "公开的内容与群众的期盼相比还有差距。",
    "工作人员多为兼职，业务能力有待进一步提高。",
    "政策解读形式较为单一，解读质量有待提升。",
    "加强业务培训，提高工作人员的能力和水平。",
    "依法依规做好政府信息公开申请的答复工作。",
    "加强政务新媒体的日常监管，严格内容审核。",
    "及时回应社会关切，主动接受群众监督。",
    "进一步优化栏目设置，丰富公开内容。",
    "对照上级要求，部分栏目更新不够及时。",
    "严格落实保密审查制度，杜绝泄密事件发生。",
    "强化督促检查，推动各项任务落到实处。",
]
"""What is written by two or twenty agencies and is nobody's: each shorter than a passage."""
STANDING = (
    "根据《中华人民共和国政府信息公开条例》规定，公民、法人或者其他组织认为行政机关在政府信息公开工作中侵犯其合法权益的，可以向上一级行政机关"
    "或者政府信息公开工作主管部门投诉、举报，也可以依法申请行政复议或者提起行政诉讼。",
    "坚持以习近平新时代中国特色社会主义思想为指导，深入学习贯彻党的二十大和二十届二中、三中全会精神，全面贯彻落实党中央、国务院决策部署。",
    "按照《国务院办公厅关于印发〈政府信息公开信息处理费管理办法〉的通知》（国办函〔2020〕109号）规定，本年度收取信息处理费0元。",
)
SYNONYMS = {
    "梳理了": "整理了",
    "发布了": "公布了",
    "更新了": "换新了",
    "汇总了": "合并了",
    "各镇街": "各乡镇",
    "附上了": "配上了",
}


@dataclass
class Planted:
    """A corpus and what was planted in it: (later report, earlier report) by kind."""

    data: Dataset
    pairs: dict[str, set[tuple[str, str]]] = field(default_factory=dict)


def clause(rng: random.Random) -> str:
    place = rng.choice(SYLLABLES) + rng.choice(SYLLABLES)
    return place + rng.choice(WHO) + rng.choice(VERB) + rng.choice(WHAT) + "，" + rng.choice(HOW)


def passage(rng: random.Random, clauses: int) -> str:
    return "；".join(clause(rng) for _ in range(clauses)) + "。"


def changed(rng: random.Random, text: str) -> str:
    """The passage with one clause in three changed by a word, as a hurried copyist does."""
    parts = text.split("；")
    for at in range(0, len(parts), 3):
        parts[at] = parts[at].replace("，", f"，{rng.choice('已并又均')}", 1)
    return "；".join(parts)


def synonyms(text: str) -> str:
    """The passage with every word replaced for which the copyist knows another."""
    for word, other in SYNONYMS.items():
        text = text.replace(word, other)
    return text


def shuffled(rng: random.Random, text: str) -> str:
    """The passage with its clauses in another order, each word for word."""
    parts = text.rstrip("。").split("；")
    return "；".join(rng.sample(parts, len(parts))) + "。"


def reworded(text: str) -> str:
    """The passage said in other words: clauses in another order, each rewritten."""
    parts = [part.rstrip("。").split("，") for part in text.split("；")]
    told = "；".join(f"{how}，{what}" for what, how in reversed(parts)) + "。"
    return synonyms(told)


def planted(count: int, seed: int = 1, years: int = 5) -> Planted:
    """Make a corpus of `count` reports, four planted pairs of each kind for every hundred."""
    rng = random.Random(seed)
    agencies = max(count // years, 12)
    texts = {
        f"a{agency:04}_{2019 + year}": [
            passage(rng, 12),
            passage(rng, 12),
            rng.choice(STANDING) + "".join(rng.sample(STOCK, 3)),
        ]
        for agency in range(agencies)
        for year in range(years)
    }
    names = list(texts)
    found = Planted(Dataset())
    model = passage(rng, 6)  # an instruction from above, in one agency of ten
    for agency in range(0, agencies if agencies > 60 else 0, 10):
        texts[f"a{agency:04}_2021"].append(model)
    for agency in range(0, agencies, 5):  # this year's text is last year's
        texts[f"a{agency:04}_2023"][0] = texts[f"a{agency:04}_2022"][0]
        found.pairs.setdefault("own year before", set()).add((f"a{agency:04}_2023", f"a{agency:04}_2022"))
    kinds = {
        "copied": lambda text: text,
        "one word changed": lambda text: changed(rng, text),
        "synonyms": synonyms,
        "clauses shuffled": lambda text: shuffled(rng, text),
        "reworded": reworded,
    }
    for kind, write in kinds.items():
        for _ in range(max(count // 25, 4)):
            earlier, later = sorted(rng.sample(names, 2), key=lambda name: (name[-4:], name))
            if earlier[:5] == later[:5] or earlier[-4:] == later[-4:]:
                continue
            text = passage(rng, rng.randint(4, 8))
            texts[earlier].insert(1, text)
            texts[later].insert(rng.randint(0, 2), write(text))
            found.pairs.setdefault(kind, set()).add((later, earlier))
    found.data = _dataset(texts)
    return found


def _dataset(texts: dict[str, list[str]]) -> Dataset:
    reports = [{"report": name, "agency": name[:5], "year": int(name[-4:])} for name in texts]
    known = pd.DataFrame(reports).reindex(columns=list(REPORT_COLUMNS)).astype(REPORT_COLUMNS)
    sections = [
        (name, name[:5], int(name[-4:]), number, "", text, None)
        for name, parts in texts.items()
        for number, text in (("一", "\n".join(parts[:-1])), ("五", parts[-1]))
    ]
    return Dataset(reports=known, sections=frame(sections, KEY_COLUMNS | SECTION_COLUMNS))


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 400
    corpus = planted(count)
    letters = int(corpus.data.sections["text"].str.len().sum())
    began = time.perf_counter()
    shared = shared_passages(corpus.data)
    took = time.perf_counter() - began
    met = set(zip(shared["report"], shared["other_report"], strict=True))
    for kind, pairs in corpus.pairs.items():
        print(f"{kind:18} {len(pairs):5} planted {len(pairs & met):5} met {len(pairs & met) / len(pairs):8.1%}")
    accused = met - set().union(*corpus.pairs.values())
    right = 1 - len(accused) / len(met)
    print(f"{'named wrongly':18} {len(accused):5} of {len(met)} pairs named; precision {right:.1%}")
    began = time.perf_counter()
    shared_passages(corpus.data, reports=list(corpus.data.reports["report"][:1]))
    again = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{count} reports, {letters / 1e6:.1f} million characters: {took:.1f} s; one new: {again:.1f} s; {peak:.0f} MB"
    )


if __name__ == "__main__":
    main()
