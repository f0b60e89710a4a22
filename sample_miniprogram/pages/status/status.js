import { authorizationStatus } from '../../services/merchant';
import { ofContract } from '../../services/outcomes';

Page({
  data: {
    contractId: '',
    busy: false,
    status: 'none',
    title: 'Nothing to look up',
    content: 'Authorize the bakery first.',
  },

  async onLoad(query) {
    const contractId = (query && query.contractId) || getApp().globalData.contractId;
    if (!contractId) return;
    this.setData({ contractId });
    await this.refresh();
  },

  async refresh() {
    if (this.data.busy || !this.data.contractId) return;
    this.setData({ busy: true });
    const outcome = await authorizationStatus(this.data.contractId).then(ofContract, notKnown);
    this.setData({ busy: false, ...outcome });
  },
});

function notKnown({ message }) {
  return { status: 'unknown', title: 'Cannot tell', content: message };
}
