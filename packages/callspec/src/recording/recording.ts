// What reads recordings: a copy downloads them with it.
export { isEncoded, lengthOf } from './body-length.js'
export { Deadline } from './deadline.js'
export { audioTypeFor, endingFor, isRecordingType, mediaType } from './media-type.js'
