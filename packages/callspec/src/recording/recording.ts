// What a copy downloads recordings with.
export { isEncoded, lengthOf } from './body-length.js'
export { Deadline } from './deadline.js'
export { audioTypeFor, endingFor, isRecordingType, mediaType } from './media-type.js'
export { openRecording, type Recording, type RecordingOptions } from './open-recording.js'
