// Prints what the audits of GraphQL over HTTP find at an address: node audit.js <url> <API key>
import { auditServer } from 'graphql-http'

const [url, key] = process.argv.slice(2)

const fetchFn = (address, init = {}) =>
  fetch(address, { ...init, headers: { ...init.headers, authorization: `Bearer ${key}` } })

const results = await auditServer({ url, fetchFn })
console.log(JSON.stringify(results.map(({ id, name, status, reason }) => ({ id, name, status, reason }))))
