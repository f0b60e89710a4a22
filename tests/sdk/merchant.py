"""A merchant's server by the vendor's SDK: one call a line of standard input, its answer a line of standard output.

Runs in an environment of its own, which has the SDK and nothing of ours.
"""

from __future__ import annotations

import json
import sys
from typing import Any

from com.alipay.ams.api.default_alipay_client import DefaultAlipayClient
from com.alipay.ams.api.exception.exception import AlipayApiException
from com.alipay.ams.api.request.auth.alipay_auth_apply_token_request import AlipayAuthApplyTokenRequest
from com.alipay.ams.api.request.auth.alipay_auth_consult_request import AlipayAuthConsultRequest
from com.alipay.ams.api.request.auth.alipay_auth_query_token_request import AlipayAuthQueryTokenRequest
from com.alipay.ams.api.request.auth.alipay_auth_revoke_token_request import AlipayAuthRevokeTokenRequest
from com.alipay.ams.api.request.pay.alipay_pay_cancel_request import AlipayPayCancelRequest
from com.alipay.ams.api.request.pay.alipay_pay_query_request import AlipayPayQueryRequest
from com.alipay.ams.api.request.pay.alipay_pay_request import AlipayPayRequest
from com.alipay.ams.api.request.pay.alipay_refund_request import AlipayRefundRequest

REQUESTS = {
    "consult": AlipayAuthConsultRequest,
    "applyToken": AlipayAuthApplyTokenRequest,
    "query": AlipayAuthQueryTokenRequest,
    "revoke": AlipayAuthRevokeTokenRequest,
    "pay": AlipayPayRequest,
    "inquiryPayment": AlipayPayQueryRequest,
    "cancel": AlipayPayCancelRequest,
    "refund": AlipayRefundRequest,
}


def answer(given: dict[str, Any]) -> dict[str, Any]:
    """What the SDK returns for one call, or what it says is wrong with the wallet's answer."""
    client = DefaultAlipayClient(given["gateway"], given["client"], given["private_key"], given["wallet_key"])
    request = REQUESTS[given["call"]]()
    for name, value in given["fields"].items():
        setattr(request, name, value)
    try:
        told: dict[str, Any] = json.loads(client.execute(request))
    except AlipayApiException as error:
        return {"error": str(error)}
    return told


for line in sys.stdin:
    print(json.dumps(answer(json.loads(line))), flush=True)
