// Walks both lists of an account with instagram-private-api whenever a line comes: node walk.js BASE_URL USER_ID CSRF_TOKEN SESSION_ID
const readline = require('node:readline');
const { IgApiClient } = require('instagram-private-api');
const { Cookie } = require('tough-cookie');

const [base, user, csrfToken, sessionId] = process.argv.slice(2);

function client() {
  const ig = new IgApiClient();
  ig.state.generateDevice('bench');
  const cookies = { sessionid: sessionId, csrftoken: csrfToken, ds_user_id: user };
  for (const [key, value] of Object.entries(cookies)) {
    ig.state.cookieStore.putCookie(new Cookie({ key, value, domain: new URL(base).hostname, path: '/' }), () => {});
  }
  const send = ig.request.send.bind(ig.request);
  // With pages as large as everybody else's here; left alone, it asks for no size and gets small ones.
  ig.request.send = (options, onlyStatus) =>
    send({ ...options, baseUrl: base, qs: { ...options.qs, count: 100 }, forever: true }, onlyStatus);
  // It looks for its own cookies under its own host.
  ig.state.extractCookieValue = (name) => cookies[name] ?? '';
  return ig;
}

async function read(feed) {
  let members = 0;
  do {
    members += (await feed.items()).length;
  } while (feed.isMoreAvailable());
  return members;
}

async function walk() {
  const ig = client();
  const began = process.hrtime.bigint();
  const members = (await read(ig.feed.accountFollowers(user))) + (await read(ig.feed.accountFollowing(user)));
  const seconds = Number(process.hrtime.bigint() - began) / 1e9;
  console.log(JSON.stringify({ members, seconds }));
}

(async () => {
  for await (const line of readline.createInterface({ input: process.stdin })) {
    await walk();
  }
})();
