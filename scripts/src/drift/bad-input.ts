/** Input that cannot be compared. The message is one line and says what to pass instead. */
export class BadInput extends Error {}
