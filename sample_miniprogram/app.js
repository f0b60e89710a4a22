App({
  globalData: {
    contractId: '', // the latest contract: the status page looks it up
  },

  onLaunch(options) {
    console.log(`Corner Bakery opens ${options.path} on Appx ${my.SDKVersion}`);
  },

  onError(message) {
    console.error(`Corner Bakery failed: ${message}`);
  },
});
