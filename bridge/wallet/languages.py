"""What the wallet's pages say, in English and in Chinese."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Words:
    """The texts of one language. `tag`: as in `lang`; `{merchant}` in a text stands for who asks.

    `scopes` and `notices` have a title and a sentence each, by scope and by the name of a `Notice`.
    """

    tag: str
    wallet: str
    title: str
    heading: str
    caution: str
    what: str
    details: str
    paying_with: str
    merchant: str
    returns_to: str
    somebody: str
    meaning: str
    account: str
    form: str
    agree: str
    cancel: str
    foot: str
    scopes: Mapping[str, tuple[str, str]]
    notices: Mapping[str, tuple[str, str]]


ENGLISH = Words(
    tag="en",
    wallet="Simulated wallet",
    title="Authorize a merchant",
    heading="{merchant} asks for your permission",
    caution="Agree only if you know this merchant and started this yourself.",
    what="What it may do",
    details="Details",
    paying_with="Wallet",
    merchant="Merchant",
    returns_to="Returns to",
    somebody="A merchant",
    meaning="Agree gives {merchant} what is listed above until you cancel it in the wallet. Cancel gives it nothing.",
    account="Account",
    form="Your decision",
    agree="Agree",
    cancel="Cancel",
    foot="This is a simulator: no account is real and no money moves.",
    scopes={
        "AGREEMENT_PAY": ("Take payments", "Charge this wallet later without asking you again each time."),
        "BASE_USER_INFO": ("Know it is you", "Receive an identifier of your account, and nothing else about you."),
        "USER_INFO": ("See your profile", "Read your name, picture and contact details."),
        "USER_LOGIN_ID": ("See your login", "Read the phone number or e-mail you sign in with, partly hidden."),
        "HASH_LOGIN_ID": ("Recognise your login", "Receive a fingerprint of your login, not the login itself."),
        "SEND_OTP": ("Send you codes", "Have the wallet send you one-time passwords."),
        "TAOBAO_REBIND": ("Relink Taobao", "Link your Taobao account to this wallet again."),
    },
    notices={
        "CANCELLED": ("You cancelled", "Nothing was authorized. You can close this page."),
        "SIGNED": ("You agreed", "Go back to the mini program."),
        "UNKNOWN": ("No such authorization", "This link is not one the wallet gave out. Ask the merchant for another."),
        "NO_CHOICE": ("Nothing was chosen", "Go back and press Agree or Cancel. Nothing was recorded."),
        "FOREIGN": (
            "This did not come from the wallet's page",
            "Open the link again and decide there. Nothing was recorded.",
        ),
        "NOT_HERE": ("Page not found", "The wallet has no page at this address."),
        "WRONG_METHOD": ("This page cannot be used that way", "Open the link again. Nothing was recorded."),
        "BROKEN": ("The wallet failed", "Something went wrong in the wallet. Please try again."),
        "AGREED": ("Already agreed", "You agreed to this before, and this link works only once."),
        "ALREADY_CANCELLED": ("Already cancelled", "You cancelled this before, and this link works only once."),
        "LAPSED": ("This link has expired", "Nobody answered in time. Ask the merchant for another."),
    },
)
CHINESE = Words(
    tag="zh-CN",
    wallet="模拟钱包",
    title="商家授权",
    heading="{merchant} 请求您的授权",
    caution="请确认您认识该商家，并且本次操作由您本人发起。",
    what="授权内容",
    details="详细信息",
    paying_with="钱包",
    merchant="商家",
    returns_to="返回至",
    somebody="商家",
    meaning="点击“同意”后，{merchant} 可使用以上授权，直到您在钱包中取消为止。点击“取消”则不授予任何权限。",
    account="账户",
    form="您的决定",
    agree="同意",
    cancel="取消",
    foot="这是模拟器：账户均为虚构，不会产生真实扣款。",
    scopes={
        "AGREEMENT_PAY": ("代扣付款", "日后可从本钱包扣款，无需每次再征求您的同意。"),
        "BASE_USER_INFO": ("识别您的身份", "获取您的账户标识，不含其他个人信息。"),
        "USER_INFO": ("查看您的资料", "读取您的姓名、头像和联系方式。"),
        "USER_LOGIN_ID": ("查看您的登录名", "读取您用于登录的手机号或邮箱，部分内容会被隐藏。"),
        "HASH_LOGIN_ID": ("识别您的登录名", "获取登录名的摘要，而非登录名本身。"),
        "SEND_OTP": ("向您发送验证码", "由钱包向您发送一次性密码。"),
        "TAOBAO_REBIND": ("重新绑定淘宝", "将您的淘宝账户重新绑定到本钱包。"),
    },
    notices={
        "CANCELLED": ("您已取消", "未授予任何权限，您可以关闭此页面。"),
        "SIGNED": ("您已同意", "请返回小程序。"),
        "UNKNOWN": ("授权不存在", "此链接并非由钱包发出，请向商家重新获取。"),
        "NO_CHOICE": ("尚未选择", "请返回并点击“同意”或“取消”。未做任何记录。"),
        "FOREIGN": ("该请求并非来自钱包页面", "请重新打开链接并在页面上选择。未做任何记录。"),
        "NOT_HERE": ("页面不存在", "钱包在此地址没有页面。"),
        "WRONG_METHOD": ("无法以这种方式使用此页面", "请重新打开链接。未做任何记录。"),
        "BROKEN": ("钱包出错", "钱包内部出现问题，请重试。"),
        "AGREED": ("此前已同意", "您此前已同意，此链接只能使用一次。"),
        "ALREADY_CANCELLED": ("此前已取消", "您此前已取消，此链接只能使用一次。"),
        "LAPSED": ("链接已过期", "未在有效时间内作出选择，请向商家重新获取。"),
    },
)


def preferred(accept_language: str) -> Words:
    """The words for an Accept-Language header: whichever of the two it weighs more, English if it names neither."""
    weights = {words.tag[:2]: 0.0 for words in (ENGLISH, CHINESE)}
    for part in accept_language.split(","):
        name, _, parameter = part.strip().partition(";")
        language = name.strip().lower()[:2]
        if language in weights:
            weights[language] = max(weights[language], _weight(parameter))
    return CHINESE if weights["zh"] > weights["en"] else ENGLISH


def _weight(parameter: str) -> float:
    name, _, value = parameter.strip().partition("=")
    if name.strip() != "q":
        return 1.0
    try:
        return min(max(float(value), 0.0), 1.0)
    except ValueError:
        return 0.0
