// What the wallet app does for us, as promises. Older wallets know callbacks only.

/** Whether this wallet is new enough to sign contracts. */
export function canSign() {
  return my.canIUse('signContract');
}

/** Opens the authorization page. Rejected with the documented `{ error, errMessage }`. */
export function signContract(signStr) {
  return new Promise((resolve, reject) => {
    my.signContract({ signStr, success: resolve, fail: reject });
  });
}

/** Shows an alert, and waits until it was read. */
export function showAlert(title, content) {
  return new Promise((resolve) => {
    my.alert({ title, content, buttonText: 'OK', complete: resolve });
  });
}

/** Asks whether to go on; without an answer we do not. */
export function askFirst(title, content) {
  return new Promise((resolve) => {
    my.confirm({
      title,
      content,
      confirmButtonText: 'Yes',
      cancelButtonText: 'No',
      success: ({ confirm }) => resolve(confirm),
      fail: () => resolve(false),
    });
  });
}

/** The operating system, as the wallet's server names it. */
export function osType() {
  return my.env && my.env.platform === 'Android' ? 'ANDROID' : 'IOS';
}
