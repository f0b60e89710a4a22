// Every ending of my.signContract, as the person at the bakery sees it. Run with: minibridge test
const CONTRACT = { contractId: 'c1', signStr: 'https://wallet.example/authentication.htm?authId=1' };
const SIGNED = { authState: 's1', authCode: 'F728B4FA42485E3A0A5D2F346BAA9455' };

function merchant({ known = 'pending' } = {}) {
  bridge.rules([
    { api: 'request', when: { url: '*/api/authorizations' }, success: { data: CONTRACT } },
    { api: 'request', when: { url: '*/complete' }, success: { data: { contractId: 'c1', status: 'signed', account: '138****5678' } } },
    { api: 'request', when: { url: '*/status' }, success: { data: { contractId: 'c1', status: known } } },
  ]);
}

async function authorize(ending) {
  bridge.next('signContract', ending);
  const page = await launch('pages/index/index');
  await page.find('#authorize').tap();
  return page;
}

describe('authorizing the bakery', () => {
  test('the person agrees: the code goes to the merchant, and the contract is signed', async () => {
    merchant();
    const page = await authorize({ success: SIGNED });
    expect(await page.find('#contract-status').text()).toBe('You are set up');
    expect(bridge.calls('request').at(-1).params.data).toEqual({ contractId: 'c1', ...SIGNED });
    expect(bridge.calls('alert')).toHaveLength(1);
  });

  test.each([
    ['6001', 'cancelled', 'You cancelled'],
    ['6002', 'failed', 'No connection'],
    ['7002', 'failed', 'Your wallet refused'],
  ])('%s leaves the contract %s', async (code, status, title) => {
    merchant();
    const page = await authorize({ fail: code });
    expect(page.data.contract).toMatchObject({ status, label: title });
    expect(bridge.calls('alert')[0].params.title).toBe(title);
  });

  test('7001: the answer was lost, and the merchant knows the truth', async () => {
    merchant({ known: 'signed' });
    const page = await authorize({ fail: '7001' });
    expect(page.data.contract.status).toBe('signed');
    expect(bridge.calls('alert')[0].params.content).toMatch(/got lost, but it worked/);
  });

  test('nothing is signed where the merchant cannot be reached', async () => {
    bridge.rules([{ api: 'request', fail: { error: 12, errorMessage: 'network error' } }]);
    const sign = jest.spyOn(my, 'signContract');
    const page = await launch('pages/index/index');
    await page.find('#authorize').tap();
    expect(sign).not.toHaveBeenCalled();
    expect(await page.find('#contract-status').text()).toBe('Could not start');
  });
});
