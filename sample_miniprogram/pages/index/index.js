import { authorizationStatus, completeAuthorization, startAuthorization } from '../../services/merchant';
import {
  UNKNOWN,
  UNSUPPORTED,
  afterFailure,
  afterLostAnswer,
  notConfirmed,
  notStarted,
  ofContract,
} from '../../services/outcomes';
import { rememberContract } from '../../services/remembered';
import { canSign, osType, showAlert, signContract } from '../../services/wallet';

Page({
  // A function, so that every instance of the page has a `contract` of its own.
  data() {
    return {
      busy: false,
      contract: { id: '', status: 'none', label: 'Not set up' },
      steps: [
        { title: 'Ask', text: 'The bakery asks your wallet for an agreement.' },
        { title: 'Agree', text: 'You read it in your wallet, and agree once.' },
        { title: 'Enjoy', text: 'Your next loaf pays for itself.' },
      ],
    };
  },

  async authorize() {
    if (this.data.busy) return;
    this.setData({ busy: true, 'contract.status': 'waiting', 'contract.label': 'Waiting for your wallet' });
    const { status, title, content } = await this.reachOutcome();
    this.setData({ busy: false, 'contract.status': status, 'contract.label': title });
    await showAlert(title, content);
  },

  async reachOutcome() {
    if (!canSign()) return UNSUPPORTED;
    let contract;
    try {
      contract = await startAuthorization(osType());
    } catch (error) {
      return notStarted(error);
    }
    this.setData({ 'contract.id': contract.contractId });
    getApp().globalData.contractId = contract.contractId;
    rememberContract(contract.contractId);
    return sign(contract);
  },
});

async function sign({ contractId, signStr }) {
  let answer;
  try {
    answer = await signContract(signStr);
  } catch (failure) {
    return failure.error === UNKNOWN ? settle(authorizationStatus(contractId), afterLostAnswer) : afterFailure(failure);
  }
  // On Alipay China the wallet tells the bakery by a redirect, and the program nothing.
  const told = answer && answer.authCode;
  return settle(told ? completeAuthorization(contractId, answer) : authorizationStatus(contractId), ofContract);
}

// The wallet is done, so a failure from here on leaves open how it ended.
function settle(contract, words) {
  return contract.then(words, notConfirmed);
}
