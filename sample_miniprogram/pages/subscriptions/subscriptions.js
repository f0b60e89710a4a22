import { cancelSubscription, chargeNow, subscriptions } from '../../services/merchant';
import { rememberedContracts } from '../../services/remembered';
import { afterCharge, shown } from '../../services/subscriptions';
import { askFirst, showAlert } from '../../services/wallet';

const NONE = 'You have no subscription yet. Authorize the bakery first.';

Page({
  data() {
    return { busy: '', notice: 'Asking the bakery', subscriptions: [] };
  },

  async onShow() {
    const contractIds = rememberedContracts();
    if (!contractIds.length) {
      this.setData({ notice: NONE });
      return;
    }
    try {
      const found = await subscriptions(contractIds);
      this.setData({ subscriptions: found.map(shown), notice: found.length ? '' : NONE });
    } catch (error) {
      this.setData({ notice: error.message });
    }
  },

  charge(event) {
    return this.act(event.target.dataset.id, chargeNow, afterCharge);
  },

  async cancel(event) {
    const { id } = event.target.dataset;
    const isSure = await askFirst('Cancel this subscription?', 'The bakery cannot charge your wallet any more.');
    if (isSure) await this.act(id, cancelSubscription, () => ({ title: 'Cancelled', content: 'Nothing more is charged.' }));
  },

  // Ask the bakery for something, show what became of the subscription, and say how it went.
  async act(id, ask, words) {
    if (this.data.busy) return;
    this.setData({ busy: id });
    const { subscription, title, content } = await outcomeOf(ask(id), words);
    this.setData({ busy: '', subscriptions: this.data.subscriptions.map((old) => (old.id === id && subscription) || old) });
    await showAlert(title, content);
    if (!subscription) await this.onShow(); // it failed, and may look different now
  },
});

async function outcomeOf(asked, words) {
  try {
    const subscription = shown(await asked);
    return { subscription, ...words(subscription) };
  } catch ({ message }) {
    return { title: 'It did not work', content: message };
  }
}
