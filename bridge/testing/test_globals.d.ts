// Types of what JavaScript tests find when minibridge runs them, and of `my`. Written by `minibridge test --types`.

type Awaitable<T> = T | Promise<T>;

interface MockState<A extends any[], R> {
  calls: A[];
  contexts: any[];
  instances: any[];
  invocationCallOrder: number[];
  lastCall?: A;
  results: { type: 'return' | 'throw' | 'incomplete'; value: any }[];
}

interface Mock<A extends any[] = any[], R = any> {
  (...args: A): R;
  new (...args: A): R;
  mock: MockState<A, R>;
  getMockImplementation(): ((...args: A) => R) | undefined;
  getMockName(): string;
  mockClear(): this;
  mockImplementation(implementation: (...args: A) => R): this;
  mockImplementationOnce(implementation: (...args: A) => R): this;
  mockName(name: string): this;
  mockRejectedValue(reason: any): this;
  mockRejectedValueOnce(reason: any): this;
  mockReset(): this;
  mockResolvedValue(value: Awaited<R>): this;
  mockResolvedValueOnce(value: Awaited<R>): this;
  mockRestore(): void;
  mockReturnThis(): this;
  mockReturnValue(value: R): this;
  mockReturnValueOnce(value: R): this;
  whenCalledWith(...args: any[]): Mock<A, R>;
  withImplementation(implementation: (...args: A) => R, run: () => void): void;
  withImplementation(implementation: (...args: A) => R, run: () => Promise<void>): Promise<void>;
}

interface Matchers<R> {
  not: Matchers<R>;
  resolves: Matchers<Promise<void>>;
  rejects: Matchers<Promise<void>>;
  toBe(expected: any): R;
  toBeCloseTo(expected: number, digits?: number): R;
  toBeDefined(): R;
  toBeFalsy(): R;
  toBeGreaterThan(expected: number | bigint): R;
  toBeGreaterThanOrEqual(expected: number | bigint): R;
  toBeInstanceOf(expected: Function): R;
  toBeLessThan(expected: number | bigint): R;
  toBeLessThanOrEqual(expected: number | bigint): R;
  toBeNaN(): R;
  toBeNull(): R;
  toBeTruthy(): R;
  toBeUndefined(): R;
  toContain(item: any): R;
  toContainEqual(item: any): R;
  toEqual(expected: any): R;
  toHaveBeenCalled(): R;
  toHaveBeenCalledTimes(count: number): R;
  toHaveBeenCalledWith(...args: any[]): R;
  toHaveBeenLastCalledWith(...args: any[]): R;
  toHaveBeenNthCalledWith(n: number, ...args: any[]): R;
  toHaveLastReturnedWith(value: any): R;
  toHaveLength(length: number): R;
  toHaveNthReturnedWith(n: number, value: any): R;
  toHaveProperty(path: string | readonly any[], value?: any): R;
  toHaveReturned(): R;
  toHaveReturnedTimes(count: number): R;
  toHaveReturnedWith(value: any): R;
  toMatch(expected: string | RegExp): R;
  toMatchInlineSnapshot(properties?: object | string, snapshot?: string): R;
  toMatchObject(expected: object): R;
  toMatchSnapshot(properties?: object | string, hint?: string): R;
  toStrictEqual(expected: any): R;
  toThrow(expected?: string | RegExp | Function | Error | object): R;
  toThrowError(expected?: string | RegExp | Function | Error | object): R;
  toThrowErrorMatchingInlineSnapshot(snapshot?: string): R;
  toThrowErrorMatchingSnapshot(hint?: string): R;
  [custom: string]: any;
}

interface AsymmetricMatchers {
  any(type: any): any;
  anything(): any;
  arrayContaining(items: readonly any[]): any;
  arrayOf(item: any): any;
  closeTo(number: number, digits?: number): any;
  objectContaining(members: object): any;
  stringContaining(text: string): any;
  stringMatching(pattern: string | RegExp): any;
}

interface Expect extends AsymmetricMatchers {
  (received: any): Matchers<void>;
  not: Omit<AsymmetricMatchers, 'any' | 'anything'>;
  addEqualityTesters(testers: ((a: any, b: any) => boolean | undefined)[]): void;
  addSnapshotSerializer(serializer: object): void;
  assertions(count: number): void;
  extend(matchers: Record<string, (this: any, received: any, ...expected: any[]) => Awaitable<{ pass: boolean; message?: (() => string) | string }>>): void;
  getState(): any;
  hasAssertions(): void;
  setState(state: object): void;
  [custom: string]: any;
}

type TestBody = (done: { (error?: any): void; fail(error?: any): void }) => any;
type Each = {
  (strings: TemplateStringsArray, ...values: any[]): (name: string, body: (row: any) => any, timeout?: number) => void;
  (rows: readonly any[]): (name: string, body: (...row: any[]) => any, timeout?: number) => void;
};

interface TestFunction {
  (name: string | Function, body?: TestBody, timeout?: number): void;
  concurrent: TestFunction;
  each: Each;
  failing: TestFunction;
  only: TestFunction;
  runIf(condition: any): TestFunction;
  skip: TestFunction;
  skipIf(condition: any): TestFunction;
  todo(name: string): void;
}

interface Describe {
  (name: string | Function, body: () => void): void;
  each: Each;
  only: Describe;
  skip: Describe;
}

declare const describe: Describe;
declare const test: TestFunction;
declare const it: TestFunction;
declare const expect: Expect;
declare function beforeAll(act: TestBody, timeout?: number): void;
declare function beforeEach(act: TestBody, timeout?: number): void;
declare function afterEach(act: TestBody, timeout?: number): void;
declare function afterAll(act: TestBody, timeout?: number): void;

interface Jest {
  advanceTimersByTime(ms: number): void;
  advanceTimersByTimeAsync(ms: number): Promise<void>;
  advanceTimersToNextFrame(): void;
  advanceTimersToNextTimer(steps?: number): void;
  advanceTimersToNextTimerAsync(steps?: number): Promise<void>;
  clearAllMocks(): this;
  clearAllTimers(): void;
  createMockFromModule(path: string): any;
  doMock(path: string, factory?: () => any, options?: { virtual?: boolean }): this;
  dontMock(path: string): this;
  fn<A extends any[] = any[], R = any>(implementation?: (...args: A) => R): Mock<A, R>;
  getRealSystemTime(): number;
  getTimerCount(): number;
  isMockFunction(value: any): boolean;
  isolateModules(act: () => void): this;
  isolateModulesAsync(act: () => Promise<void>): Promise<void>;
  mock(path: string, factory?: (actual?: any) => any, options?: { virtual?: boolean }): this;
  mocked<T>(value: T): T & Mock;
  now(): number;
  replaceProperty(object: object, name: PropertyKey, value: any): { replaceValue(value: any): any; restore(): void };
  requireActual(path: string): any;
  requireMock(path: string): any;
  resetAllMocks(): this;
  resetModules(): this;
  restoreAllMocks(): this;
  retryTimes(count: number): this;
  runAllTicks(): void;
  runAllTimers(): void;
  runAllTimersAsync(): Promise<void>;
  runOnlyPendingTimers(): void;
  runOnlyPendingTimersAsync(): Promise<void>;
  setSystemTime(time?: number | Date): this;
  setTimeout(ms: number): this;
  setTimerTickMode(mode: { mode: 'manual' | 'nextAsync' } | { mode: 'interval'; delta?: number }): void;
  spyOn(object: object, name: PropertyKey, access?: 'get' | 'set'): Mock;
  unmock(path: string): this;
  useFakeTimers(options?: { now?: number | Date; doNotFake?: string[]; advanceTimers?: boolean | number; timerLimit?: number }): this;
  useRealTimers(): this;
  [other: string]: any;
}

declare const jest: Jest;
declare const vi: Jest;

/** One element, looked up afresh each time it is read or acted upon. */
interface TestElement {
  find(selector: string): TestElement;
  findAll(selector: string): TestElements;
  byText(text: string, options?: { exact?: boolean }): TestElement;
  attribute(name: string): Promise<any>;
  blur(): Promise<void>;
  change(value: any): Promise<void>;
  confirm(value?: string): Promise<void>;
  count(): Promise<number>;
  dataset(): Promise<Record<string, any>>;
  enter(value: any): Promise<void>;
  exists(): Promise<boolean>;
  fire(event: string, detail?: any): Promise<void>;
  focus(): Promise<void>;
  html(): Promise<string>;
  input(value: string | number): Promise<void>;
  isHidden(): Promise<boolean>;
  longTap(point?: object): Promise<void>;
  reset(): Promise<void>;
  scroll(to: { top?: number | 'end'; left?: number | 'end' }): Promise<void>;
  submit(): Promise<void>;
  tap(point?: object): Promise<void>;
  text(): Promise<string>;
  texts(): Promise<string[]>;
  value(): Promise<any>;
}

interface TestElements {
  readonly first: TestElement;
  readonly last: TestElement;
  nth(index: number): TestElement;
  count(): Promise<number>;
  exists(): Promise<boolean>;
  texts(): Promise<string[]>;
  values(): Promise<any[]>;
}

interface TestPage {
  readonly path: string;
  readonly query: Record<string, string>;
  readonly data: Record<string, any>;
  readonly instance: any;
  find(selector: string): TestElement;
  findAll(selector: string): TestElements;
  byText(text: string, options?: { exact?: boolean }): TestElement;
  call(handler: string, detail?: object): Promise<any>;
  html(): Promise<string>;
  outline(): Promise<string>;
  pullDown(): Promise<void>;
  reachBottom(): Promise<void>;
  scroll(top: number): Promise<void>;
  text(): Promise<string>;
  texts(): Promise<string[]>;
}

interface TestComponent extends TestPage {
  readonly props: Record<string, any>;
  setProps(props: object): Promise<void>;
  unmount(): Promise<void>;
}

type Answer =
  | 'approve' | 'cancel' | 'network-error' | 'unknown' | 'fail' | 'wrong-pin' | 'processing' | 'forgot-pin';
type Ending = { success: object; delay?: number } | { fail: number | string | object; delay?: number };
type Rule = Ending & { api?: string; when?: any; times?: number };

/** Says what answers calls in a test, and tells what was called. */
interface Bridge {
  next(api: string, ...endings: Ending[]): this;
  rules(rules: Rule[]): this;
  calls(api?: string): { api: string; params: any; outcome: 'success' | 'fail' | null; result: any }[];
  allow(...what: ('error' | 'rejection' | 'unused')[]): this;
  forbid(...what: 'console.error'[]): this;
  user(...answers: Answer[]): this;
  dialogs(...answers: (boolean | number | string)[]): this;
  /** Fields of the phone, and what happens to it: scan_next, move, shake, capture_screen, bluetooth, wifi. */
  device(changes: PhoneChanges): this;
  /** What `my.onX` listens to happens: `bridge.emit('onCompassChange', { direction: 90 })`. */
  emit(event: string, ...args: any[]): this;
  advance(ms: number): Promise<void>;
  settle(): Promise<void>;
  page(): TestPage | undefined;
  pages(): TestPage[];
  navigateTo(url: string): Promise<TestPage>;
  redirectTo(url: string): Promise<TestPage>;
  navigateBack(delta?: number): Promise<TestPage>;
  reLaunch(url: string): Promise<TestPage>;
  tab(name: string): Promise<TestPage>;
  background(): Promise<TestPage>;
  foreground(): Promise<TestPage>;
}

declare const bridge: Bridge;
declare function launch(page?: string, query?: string | object): Promise<TestPage>;
declare function mount(component: string, props?: object, options?: { slot?: string }): Promise<TestComponent>;
