/** What was asked for cannot be compared; the message is one line that says what to pass instead. */
export class BadInput extends Error {}
