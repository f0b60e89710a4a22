import { canSign } from '../../services/wallet';

Page({
  data: {
    facts: [],
  },

  onLoad() {
    const { clientVersion, platform } = my.env || {};
    this.setData({
      facts: [
        { name: 'Mini-program', value: my.getAppIdSync().appId },
        { name: 'Wallet', value: clientVersion || 'unknown' },
        { name: 'Platform', value: platform || 'unknown' },
        { name: 'Appx', value: my.SDKVersion },
        { name: 'Can authorize', value: canSign() ? 'yes' : 'no' },
      ],
    });
  },
});
