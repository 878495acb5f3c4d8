// Text of a PDF as Firefox's viewer has it: items joined, a line break where one ends a line.
//   node pdfjs.mjs FOLDER_OF_NODE_MODULES FILE.pdf
import { readFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'

const [, , modules, file] = process.argv
const { getDocument } = await import(pathToFileURL(`${modules}/pdfjs-dist/legacy/build/pdf.mjs`))
const data = new Uint8Array(readFileSync(file))
const document = await getDocument({ data, verbosity: 0, cMapUrl: `${modules}/pdfjs-dist/cmaps/`, cMapPacked: true }).promise
const pages = []
for (let number = 1; number <= document.numPages; number++) {
  const content = await (await document.getPage(number)).getTextContent()
  pages.push(content.items.map(item => item.str + (item.hasEOL ? '\n' : '')).join(''))
}
process.stdout.write(pages.join('\n') + '\n')
