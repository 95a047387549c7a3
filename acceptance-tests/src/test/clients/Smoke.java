import io.followsync.client.ApiClient;
import io.followsync.client.ApiException;
import io.followsync.client.api.AccountsApi;
import io.followsync.client.api.RelationshipsApi;
import io.followsync.client.api.RelationshipsApi.APIListRelationshipsRequest;
import io.followsync.client.api.SyncsApi;
import io.followsync.client.api.SyncsApi.APIStartSyncRequest;
import io.followsync.client.api.SyncsApi.APIGetSyncRequest;

/** Lists accounts, runs a sync and prints a page of people, by the generated client alone. */
class Smoke {

	private static final String URL = System.getenv("FOLLOWSYNC_URL");

	private static final String TOKEN = System.getenv("FOLLOWSYNC_TOKEN");

	public static void main(String[] args) throws Exception {
		ApiClient client = client(TOKEN);
		var account = new AccountsApi(client).listAccounts().getFirst();
		long id = Long.parseLong(account.getId());
		SyncsApi syncs = new SyncsApi(client);
		var started = syncs.startSync(
				APIStartSyncRequest.newBuilder().id(id).idempotencyKey("smoke").build());
		var question = APIGetSyncRequest.newBuilder()
			.id(id)
			.sync(java.util.UUID.fromString(started.getId()))
			.build();
		var sync = syncs.getSync(question);
		for (int tries = 0; sync.getEndedAt() == null && tries < 600; tries++) {
			Thread.sleep(100);
			sync = syncs.getSync(question);
		}
		System.out.println("sync " + sync.getState());
		new RelationshipsApi(client)
			.listRelationships(
					APIListRelationshipsRequest.newBuilder().id(id).view("fans").limit(200).build())
			.getItems()
			.forEach((row) -> System.out.println("fan " + row.getUsername()));
		try {
			new AccountsApi(client("none")).listAccounts();
		}
		catch (ApiException ex) {
			System.out.println("refused " + ex.getCode());
		}
	}

	private static ApiClient client(String token) {
		ApiClient client = new ApiClient();
		client.updateBaseUri(URL);
		client.setRequestInterceptor((request) -> request.header("Authorization", "Bearer " + token));
		return client;
	}

}
