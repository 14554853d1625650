// The files of Terraform named as arguments, a line of JSON each: `file` and `body`, in which blocks are lists and expressions begin with ${.
import { readFileSync } from 'node:fs'
import { parse } from '@cdktf/hcl2json'

for (const file of process.argv.slice(2)) {
  console.log(JSON.stringify({ file, body: await parse(file, readFileSync(file, 'utf8')) }))
}
