// What the bakery's own server answers. Every function gives a promise, rejected with a `MerchantError`.

const ORIGIN = 'https://merchant.example';

export class MerchantError extends Error {
  // `code` is the server's own word for it, or 'NO_ANSWER' where none was had.
  constructor(code, message) {
    super(message);
    this.name = 'MerchantError';
    this.code = code;
  }
}

/** Begins an authorization: `{ contractId, signStr }`. */
export function startAuthorization(osType) {
  return ask('POST', '/api/authorizations', { osType });
}

/** Hands over what the wallet answered: `{ contractId, status, account }`. */
export function completeAuthorization(contractId, { authCode, authState }) {
  return ask('POST', '/api/authorizations/complete', { contractId, authCode, authState });
}

/** What the server knows of a contract: `{ contractId, status, account }`. */
export function authorizationStatus(contractId) {
  return ask('GET', '/api/authorizations/status', { contractId });
}

/** Those of the contracts that were signed: `[{ contractId, status, account, amount, currency, charges }]`. */
export async function subscriptions(contractIds) {
  const answer = await ask('GET', '/api/subscriptions', { contractIds: contractIds.join(',') });
  return answer.subscriptions;
}

/** Charges this month, if that was not done before; the subscription, whose charges say how it went. */
export function chargeNow(contractId) {
  return ask('POST', '/api/subscriptions/charge', { contractId });
}

/** Ends a subscription, and gives it back. */
export function cancelSubscription(contractId) {
  return ask('POST', '/api/subscriptions/cancel', { contractId });
}

function ask(method, path, data) {
  return new Promise((resolve, reject) => {
    my.request({
      url: ORIGIN + path,
      method,
      data,
      dataType: 'json',
      headers: { 'Content-Type': 'application/json' },
      success: (res) => resolve(res.data),
      fail: (res) => reject(errorOf(res)),
    });
  });
}

// A status of 400 or more is a failure too (error 19), which still carries what the server said.
function errorOf(res) {
  const said = res.data && res.data.error;
  if (said && said.message) return new MerchantError(said.code, said.message);
  return new MerchantError('NO_ANSWER', `The bakery cannot be reached (error ${res.error}).`);
}
