// A server that answers as a test says, and remembers what it was asked.
import { createServer } from "node:http";

export async function hub(t, ...answers) {
  const asked = [];
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    asked.push({
      method: request.method,
      url: new URL(request.url, "http://hub"),
      headers: request.headers,
      body,
    });
    const answer = answers.length > 1 ? answers.shift() : answers[0];
    await answer(response, request);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${server.address().port}/graphql/`, asked };
}

/** Where one was that has stopped. */
export async function gone() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${port}/graphql/`;
}

export const json =
  (body, status = 200, headers = {}) =>
  (response) => {
    response.writeHead(status, { "Content-Type": "application/json", ...headers });
    response.end(JSON.stringify(body));
  };

export const text =
  (body, status = 200) =>
  (response) => {
    response.writeHead(status, { "Content-Type": "text/html" });
    response.end(body);
  };

export const silence = () => {};

export const hangUp = (response) => response.destroy();

export const error = (code, message = "No.", id = undefined) => ({
  errors: [{ message, extensions: { code, id } }],
});
