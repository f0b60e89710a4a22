// The contracts this person began, kept by the wallet app. Whoever knows a contract's id is its customer.

const KEY = 'contracts';
const MOST = 20; // as many as the bakery looks up at a time

/** The ids, the latest first. */
export function rememberedContracts() {
  const { data } = my.getStorageSync({ key: KEY });
  return Array.isArray(data) ? data : [];
}

/** Remembers a contract before it is signed: the answer of the wallet may get lost. */
export function rememberContract(contractId) {
  my.setStorageSync({ key: KEY, data: [contractId, ...rememberedContracts()].slice(0, MOST) });
}
