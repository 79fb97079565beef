/** Stands for node-http.ts under every condition but `node`. */
export default {}
