// What the bakery knows of subscriptions and their charges, in words.

const SUBSCRIPTION = { signed: 'Active', cancelled: 'Cancelled' };
const REASONS = {
  USER_BALANCE_NOT_ENOUGH: 'There is not enough money in your wallet.',
  PAYMENT_AMOUNT_EXCEED_LIMIT: 'It is more than your wallet allows for one payment.',
  USER_AMOUNT_EXCEED_LIMIT: 'It is more than your wallet allows you.',
  INVALID_ACCESS_TOKEN: 'The agreement was ended in your wallet.',
};

/** A subscription as the page shows it. */
export function shown({ contractId, status, account, amount, currency, charges }) {
  return {
    id: contractId,
    status,
    label: SUBSCRIPTION[status],
    account: account || '',
    price: money(amount, currency),
    isActive: status === 'signed',
    charges: charges.map(shownCharge).reverse(),
  };
}

function shownCharge({ month, amount, currency, status, reason }, index) {
  return { key: `${month} ${index}`, month, price: money(amount, currency), status, label: chargeLabel(status, reason) };
}

function chargeLabel(status, reason) {
  if (status === 'paid') return 'Paid';
  // Not failed: it may have been paid, and the bakery goes on asking.
  if (status === 'pending') return 'Not confirmed yet';
  return `Not paid. ${REASONS[reason] || `Your wallet refused (${reason}).`}`;
}

/** How a charge went, for an alert: the latest charge is the one that was asked for. */
export function afterCharge({ charges }) {
  const { month, price, status, label } = charges[0];
  if (status === 'paid') return { title: 'Paid', content: `${price} for ${month}.` };
  if (status === 'pending') {
    return { title: label, content: 'The bakery keeps asking your wallet. You will not be charged twice.' };
  }
  return { title: 'Not paid', content: label.replace('Not paid. ', '') };
}

// Amounts are whole numbers of the smallest unit: 4800 is 48.00.
function money(amount, currency) {
  return `${currency} ${(amount / 100).toFixed(2)}`;
}
