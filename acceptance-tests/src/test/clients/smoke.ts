// Lists accounts, runs a sync and prints a page of people, by the generated client alone.
import { AccountsApi, Configuration, RelationshipsApi, ResponseError, SyncsApi } from "./client";

const basePath = process.env.FOLLOWSYNC_URL;
const configuration = (token: string) => new Configuration({ basePath, accessToken: token });
const sleep = (millis: number) => new Promise((resolve) => setTimeout(resolve, millis));

async function main() {
  const client = configuration(process.env.FOLLOWSYNC_TOKEN ?? "");
  const [account] = await new AccountsApi(client).listAccounts();
  const id = Number(account.id);
  const syncs = new SyncsApi(client);
  const started = await syncs.startSync({ id, idempotencyKey: "smoke" });
  let sync = await syncs.getSync({ id, sync: started.id });
  for (let tries = 0; !sync.endedAt && tries < 600; tries++) {
    await sleep(100);
    sync = await syncs.getSync({ id, sync: started.id });
  }
  console.log(`sync ${sync.state}`);
  const page = await new RelationshipsApi(client).listRelationships({ id, view: "fans", limit: 200 });
  page.items.forEach((row) => console.log(`fan ${row.username}`));
  try {
    await new AccountsApi(configuration("none")).listAccounts();
  } catch (error) {
    console.log(`refused ${(error as ResponseError).response.status}`);
  }
}

main();
