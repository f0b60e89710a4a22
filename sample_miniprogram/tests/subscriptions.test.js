// My subscriptions: what there is, a charge now, an end. Run with: minibridge test
const ACTIVE = { contractId: 'c1', status: 'signed', account: '138****5678', amount: 4800, currency: 'HKD', charges: [] };
const CHARGE = { month: '2026-01', amount: 4800, currency: 'HKD', status: 'paid', reason: '' };
const LIST = '*/api/subscriptions';

function bakery({ listed = [ACTIVE], charged, cancelled } = {}) {
  bridge.rules([
    { api: 'request', when: { url: LIST }, success: { data: { subscriptions: listed } } },
    { api: 'request', when: { url: '*/charge' }, success: { data: { ...ACTIVE, charges: [charged] } } },
    { api: 'request', when: { url: '*/cancel' }, success: { data: cancelled } },
  ]);
}

function open({ contracts = ['c1'] } = {}) {
  my.setStorageSync({ key: 'contracts', data: contracts });
  return launch('pages/subscriptions/subscriptions');
}

const lastAlert = () => bridge.calls('alert').at(-1).params;
const askedFor = (path) => bridge.calls('request').filter(({ params }) => params.url.endsWith(path));

describe('my subscriptions', () => {
  test('say what they cost, who pays, and what was charged', async () => {
    bakery({ listed: [{ ...ACTIVE, charges: [CHARGE] }] });
    const page = await open();
    expect(await page.find('.subscription').text()).toMatch(/Active.*HKD 48\.00 a month.*138\*{4}5678.*2026-01 · HKD 48\.00.*Paid/s);
    expect(askedFor('/subscriptions')[0].params.data).toEqual({ contractIds: 'c1' });
  });

  test('are none before the bakery was authorized, and nobody is asked', async () => {
    const page = await open({ contracts: [] });
    expect(await page.find('#notice').text()).toMatch(/no subscription yet/);
    expect(bridge.calls('request')).toHaveLength(0);
  });

  test('are none as long as no contract was signed', async () => {
    bakery({ listed: [] });
    const page = await open();
    expect(await page.find('#notice').text()).toMatch(/no subscription yet/);
  });

  test('are reached from the first page', async () => {
    const page = await launch('pages/index/index');
    await page.find('#to-subscriptions').tap();
    expect(getCurrentPages().at(-1).route).toBe('pages/subscriptions/subscriptions');
  });

  test('that are cancelled have nothing to press', async () => {
    bakery({ listed: [{ ...ACTIVE, status: 'cancelled' }] });
    const page = await open();
    expect(await page.find('.badge').text()).toBe('Cancelled');
    expect(await page.find('button').count()).toBe(0);
  });

  test('cannot be told where the bakery cannot be reached', async () => {
    bridge.rules([{ api: 'request', fail: { error: 12, errorMessage: 'network error' } }]);
    const page = await open();
    expect(await page.find('#notice').text()).toMatch(/cannot be reached/);
  });
});

describe('charge now', () => {
  test.each([
    ['paid', '', 'Paid', 'HKD 48.00 for 2026-01.'],
    ['pending', '', 'Not confirmed yet', 'The bakery keeps asking your wallet. You will not be charged twice.'],
    ['failed', 'USER_BALANCE_NOT_ENOUGH', 'Not paid', 'There is not enough money in your wallet.'],
    ['failed', 'RISK_REJECT', 'Not paid', 'Your wallet refused (RISK_REJECT).'],
  ])('%s %s', async (status, reason, title, content) => {
    bakery({ charged: { ...CHARGE, status, reason } });
    const page = await open();
    await page.find('.charge').tap();
    expect(lastAlert()).toMatchObject({ title, content });
    expect(await page.find(`.charge-${status}`).count()).toBe(1);
    expect(page.data.busy).toBe('');
  });

  test('asks once, however often it is pressed', async () => {
    bridge.rules([
      { api: 'request', when: { url: LIST }, success: { data: { subscriptions: [ACTIVE] } } },
      { api: 'request', when: { url: '*/charge' }, success: { data: { ...ACTIVE, charges: [CHARGE] } }, delay: 1000 },
    ]);
    await open();
    const page = getCurrentPages().at(-1);
    const tap = { target: { dataset: { id: 'c1' } } };
    await Promise.all([page.charge(tap), page.charge(tap)]);
    expect(askedFor('/charge')).toHaveLength(1);
  });

  test('that does not work looks again', async () => {
    const said = { data: { error: { code: 'AGREEMENT_OVER', message: 'The agreement is over.' } } };
    bridge.rules([
      { api: 'request', when: { url: LIST }, success: { data: { subscriptions: [ACTIVE] } } },
      { api: 'request', when: { url: '*/charge' }, fail: { error: 19, ...said } },
    ]);
    const page = await open();
    await page.find('.charge').tap();
    expect(lastAlert()).toMatchObject({ title: 'It did not work', content: 'The agreement is over.' });
    expect(askedFor('/subscriptions')).toHaveLength(2);
  });
});

describe('cancel', () => {
  test('ends the subscription of a person who is sure', async () => {
    bakery({ cancelled: { ...ACTIVE, status: 'cancelled' } });
    bridge.next('confirm', { success: { confirm: true } });
    const page = await open();
    await page.find('.cancel').tap();
    expect(await page.find('.badge').text()).toBe('Cancelled');
    expect(lastAlert().title).toBe('Cancelled');
  });

  test.each([[{ success: { confirm: false } }], [{ fail: 3 }]])('ends nothing after %j', async (answer) => {
    bakery();
    bridge.next('confirm', answer);
    const page = await open();
    await page.find('.cancel').tap();
    expect(askedFor('/cancel')).toHaveLength(0);
    expect(await page.find('.badge').text()).toBe('Active');
  });
});
