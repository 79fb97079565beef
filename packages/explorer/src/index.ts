export { type Explorer, type ExplorerOptions, serveExplorer } from './server/explorer-server.js'
