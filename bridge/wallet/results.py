"""The result codes of the OpenAPI, and the refusal that carries one.

Sources: the result code tables of `consult` (docs.antom.com/ac/ams), and of `prepare`, `applyToken`, `cancelToken` and
`pay` in the mini program OpenAPI; ORDER_NOT_EXIST is from Alipay+'s page on payment inquiries. REFUND_AMOUNT_EXCEED is
inferred. The vendor's Python SDK (1.7.1) has no list of codes: to its models a resultCode is any text, its comments
name a few of these in passing, and a resultStatus is S, F or U; A, which goes with ACCEPT, is the mini program
OpenAPI's. REQUEST_TRAFFIC_EXCEED_LIMIT is F in the common table and U in those of the APIs: U it is.

A code is documented for some of the APIs. That the other family's, and `query`, `revoke`, `cancel` and `refund`, have
the same code for the same cause is inferred. The messages are ours.
"""

from __future__ import annotations

from typing import NamedTuple

MESSAGE_LENGTH = 256  # documented maximum of resultMessage


class Meaning(NamedTuple):
    """What a code says: `status` S (success), A (accepted), F (failure) or U (unknown: inquire, assume nothing)."""

    status: str
    message: str


RESULTS: dict[str, Meaning] = {
    "SUCCESS": Meaning("S", "success."),
    # Of any interface
    "ACCESS_DENIED": Meaning("F", "Access is denied."),
    "CLIENT_FORBIDDEN_ACCESS_API": Meaning("F", "The client may not use this API."),
    "INVALID_API": Meaning("F", "The API is invalid, inactive, or was called with the wrong method."),
    "INVALID_CLIENT_STATUS": Meaning("F", "The status of the client is invalid."),
    "INVALID_SIGNATURE": Meaning("F", "The signature is invalid."),
    "KEY_NOT_FOUND": Meaning("F", "The key of this version is not found."),
    "NO_INTERFACE_DEF": Meaning("F", "There is no such API: check the request path."),
    "OAUTH_FAILED": Meaning("F", "The authorization failed."),
    "PARAM_ILLEGAL": Meaning("F", "A parameter is missing or illegal."),
    "PROCESS_FAIL": Meaning("F", "A general business failure: do not retry."),
    "REQUEST_TRAFFIC_EXCEED_LIMIT": Meaning("U", "Too many requests: retry later."),
    "EXPIRED_AGENT_TOKEN": Meaning("F", "The agent token has expired."),
    "INVALID_AGENT_TOKEN": Meaning("F", "The agent token does not exist."),
    "RISK_REJECT": Meaning("F", "Refused by risk control."),
    "SYSTEM_ERROR": Meaning("F", "A system error occurred."),
    "UNKNOWN_CLIENT": Meaning("F", "The client is unknown."),
    "UNKNOWN_EXCEPTION": Meaning("U", "The outcome is unknown: retry, or inquire."),
    # consult
    "MERCHANT_NOT_REGISTERED": Meaning("F", "The merchant is not registered."),
    "NO_PAY_OPTIONS": Meaning("F", "No payment option is available."),
    "PAYMENT_NOT_QUALIFIED": Meaning("F", "The merchant is not qualified for this payment."),
    # applyToken
    "AUTH_CLIENT_UNSUPPORTED_GRANT_TYPE": Meaning("F", "The merchant does not support this grant type."),
    "INVALID_AUTH_CLIENT": Meaning("F", "The authorized merchant does not exist."),
    "INVALID_AUTH_CLIENT_STATUS": Meaning("F", "The status of the authorized merchant is invalid."),
    "INVALID_SCOPE": Meaning("F", "There is no such scope."),
    "REFERENCE_CLIENT_ID_NOT_MATCH": Meaning("F", "The referenceClientId is not the one of the contract."),
    "INVALID_CODE": Meaning("F", "The authorization code does not exist."),
    "USED_CODE": Meaning("F", "The authorization code has already been used."),
    "EXPIRED_CODE": Meaning("F", "The authorization code has expired."),
    "INVALID_REFRESH_TOKEN": Meaning("F", "The refresh token does not exist."),
    "USED_REFRESH_TOKEN": Meaning("F", "The refresh token has already been used."),
    "EXPIRED_REFRESH_TOKEN": Meaning("F", "The refresh token has expired."),
    "INVALID_AUTHCODE": Meaning("F", "The authorization code does not exist."),
    "USED_AUTHCODE": Meaning("F", "The authorization code has already been used."),
    "EXPIRED_AUTHCODE": Meaning("F", "The authorization code has expired."),
    # pay, cancel, refund
    "ACCEPT": Meaning("A", "The order is accepted: the person has to pay."),
    "AUTH_CODE_ALREADY_USED": Meaning("F", "The payment code has already been used."),
    "CURRENCY_NOT_SUPPORT": Meaning("F", "The currency is not supported."),
    "ORDER_NOT_EXIST": Meaning("F", "There is no such payment."),
    "ORDER_STATUS_INVALID": Meaning("F", "The status of the payment does not allow this."),
    "PARTNER_NOT_EXIST": Meaning("F", "There is no such partner."),
    "PARTNER_STATUS_ABNORMAL": Meaning("F", "The status of the partner is abnormal."),
    "PAYMENT_IN_PROCESS": Meaning("U", "The payment is under way: inquire."),
    "PAYMENT_AMOUNT_EXCEED_LIMIT": Meaning("F", "The amount is above the limit of one payment."),
    "REFUND_AMOUNT_EXCEED": Meaning("F", "The amount is more than is left of the payment."),
    "REPEAT_REQ_INCONSISTENT": Meaning("F", "The same request id came before with other contents."),
    "USER_AMOUNT_EXCEED_LIMIT": Meaning("F", "The amount is above what the person may spend."),
    "USER_BALANCE_NOT_ENOUGH": Meaning("F", "The balance of the person is not enough."),
    "USER_NOT_EXIST": Meaning("F", "The account that agreed does not exist."),
    "USER_STATUS_ABNORMAL": Meaning("F", "The status of the person's account is abnormal."),
    # whatever takes an access token
    "INVALID_ACCESS_TOKEN": Meaning("F", "The access token does not exist."),
    "EXPIRED_ACCESS_TOKEN": Meaning("F", "The access token has expired."),
}


class Refusal(Exception):
    """A documented failure of the wallet. It is an answer to the merchant, not an error of this package.

    `code` is a key of `RESULTS`; `message` (at most 256 characters) is its meaning unless more is known.
    """

    def __init__(self, code: str, message: str = "") -> None:
        self.code = code
        self.message = (message or RESULTS[code].message)[:MESSAGE_LENGTH]
        super().__init__(f"{code}: {self.message}")
