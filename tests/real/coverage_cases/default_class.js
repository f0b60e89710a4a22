export default class { a = 1; m() {} }
