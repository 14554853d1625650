// What expressions of PromQL ask for: reads a file with a JSON array of {asker, text}, and prints a line of JSON for each, in which a selector has
// its metric, its matchers and the labels that aggregations around it keep. What is no PromQL has an `error`.
import { readFileSync } from 'node:fs'
import { parser } from '@prometheus-io/lezer-promql'

const within = (node, names) => names.includes(node.name)

function descendants(node, name) {
  const found = []
  node.cursor().iterate((each) => {
    if (each.name === name) found.push(each.node)
  })
  return found
}

function selector(node, text) {
  const said = (part) => text.slice(part.from, part.to)
  const matchers = descendants(node, 'UnquotedLabelMatcher').map((matcher) => ({
    label: said(matcher.getChild('LabelName')),
    value: JSON.parse(said(matcher.getChild('StringLiteral'))),
  }))
  const kept = []
  for (let above = node.parent; above; above = above.parent) {
    if (above.name === 'AggregateExpr' && above.getChild('AggregateModifier')?.getChild('By')) {
      kept.push(...descendants(above.getChild('AggregateModifier'), 'LabelName').map(said))
    }
  }
  return { metric: said(node.getChild('Identifier')), matchers, kept }
}

for (const { asker, text } of JSON.parse(readFileSync(process.argv[2], 'utf8'))) {
  const tree = parser.configure({ top: 'PromQL' }).parse(text)
  const selectors = []
  let error
  tree.iterate({
    enter(node) {
      if (node.type.isError) error ??= `no PromQL at ${node.from}: ${text.slice(node.from)}`
      else if (within(node, ['VectorSelector'])) selectors.push(node.node)
    },
  })
  console.log(JSON.stringify(error ? { asker, error } : { asker, selectors: selectors.map((node) => selector(node, text)) }))
}
