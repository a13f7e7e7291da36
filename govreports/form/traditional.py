"""The traditional forms of the characters that the form's labels are printed with.

Only the labels' characters: a label is compared, nothing is converted.
"""

from __future__ import annotations

_TRADITIONAL = (
    "專業個為舉從會傳眾衆體關內決況減別辦務動單歷參發號員圍國處復複備審對屬佈應廢開強當徵態總執報據護數無時條構標"
    "沒濟熱現類級糾紛線組織經結絡統繼續維編繳網罰職輿獲規計認訓議許訟設訪訴詢說請讀談負責購費轉過輯進這錯門問聞閱"
    "隱項題額駁並於後與準製範稱穩碼確係補採機權區祕產實導資萬電"
)
_SIMPLIFIED = (
    "专业个为举从会传众众体关内决况减别办务动单历参发号员围国处复复备审对属布应废开强当征态总执报据护数无时条构标"
    "没济热现类级纠纷线组织经结络统继续维编缴网罚职舆获规计认训议许讼设访诉询说请读谈负责购费转过辑进这错门问闻阅"
    "隐项题额驳并于后与准制范称稳码确系补采机权区秘产实导资万电"
)

#: For `str.translate`: one character for one, so that every place of a text stays where it is.
TO_SIMPLIFIED = str.maketrans(_TRADITIONAL, _SIMPLIFIED)
