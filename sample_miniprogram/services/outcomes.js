// Every way an authorization can end, in words: `status` is for the page, `title` and `content` for the person.

/** The documented codes of my.signContract. They are strings. */
export const CANCELLED = '6001';
export const NETWORK_ERROR = '6002';
export const UNKNOWN = '7001';
export const FAILED = '7002';

const FAILURES = {
  [CANCELLED]: {
    status: 'cancelled',
    title: 'You cancelled',
    content: 'Nothing was authorized. You can set it up whenever you like.',
  },
  [NETWORK_ERROR]: {
    status: 'failed',
    title: 'No connection',
    content: 'Your wallet could not be reached, so nothing was authorized. Check the network and try again.',
  },
  [FAILED]: {
    status: 'failed',
    title: 'Your wallet refused',
    content: 'Nothing was authorized. Try again later, or pay at the counter.',
  },
};

export const UNSUPPORTED = {
  status: 'failed',
  title: 'Please update your wallet',
  content: 'This version of the wallet cannot authorize payments yet.',
};

/** The wallet failed with a code other than 7001, whose truth only the bakery's server knows. */
export function afterFailure({ error, errMessage, errorMessage }) {
  return (
    FAILURES[error] || {
      status: 'failed',
      title: 'It did not work',
      content: `${errMessage || errorMessage || 'The wallet gave no reason.'} (error ${error})`,
    }
  );
}

/** What the bakery's server knows, however it learned it. */
export function ofContract({ status, account }) {
  if (status === 'signed') {
    return {
      status: 'signed',
      title: 'You are set up',
      content: `The bakery can charge your wallet${account ? ` ${account}` : ''} from now on.`,
    };
  }
  if (status === 'failed') {
    return {
      status: 'failed',
      title: 'Not confirmed',
      content: 'Your wallet did not confirm the authorization. Nothing will be charged.',
    };
  }
  return {
    status: 'unknown',
    title: 'Not confirmed yet',
    content: 'The bakery has not heard from your wallet so far. Nothing is charged until it has.',
  };
}

/** The wallet lost the answer (7001), and the bakery's server was asked. */
export function afterLostAnswer(contract) {
  const outcome = ofContract(contract);
  if (outcome.status !== 'signed') return outcome;
  return { ...outcome, content: `The answer of your wallet got lost, but it worked. ${outcome.content}` };
}

/** The bakery's server failed before anything was signed. */
export function notStarted({ message }) {
  return { status: 'failed', title: 'Could not start', content: `${message} Nothing was authorized.` };
}

/** The bakery's server failed when the wallet was done: how it ended is not known here. */
export function notConfirmed({ message }) {
  return { status: 'unknown', title: 'Not confirmed yet', content: `${message} See the status page in a while.` };
}
