// Reads what the built packages know and the built command prints; rewrites the blocks between the markers in README.md. With --check it
// writes nothing and exits 1 if a block is stale. Exits 1 if a marker is missing. Runs after the build.
import { providersTable } from './capabilities.ts'
import { printed } from './printed.ts'
import { renewBlocks } from './renew-blocks.ts'

// The demo's data is the same every day; its summary, which has seconds, goes to stderr.
renewBlocks('README.md', {
  demo: printed(['demo', '--limit', '6']),
  providers: providersTable((id) => `[${id}](packages/${id}/README.md)`),
})
