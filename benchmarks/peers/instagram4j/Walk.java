import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;

import com.github.instagram4j.instagram4j.IGClient;
import com.github.instagram4j.instagram4j.requests.friendships.FriendshipsFeedsRequest;
import com.github.instagram4j.instagram4j.requests.friendships.FriendshipsFeedsRequest.FriendshipsFeeds;
import com.github.instagram4j.instagram4j.responses.feed.FeedUsersResponse;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Response;

/**
 * Walks both lists of an account with instagram4j whenever a line comes: Walk BASE_URL
 * USER_ID CSRF_TOKEN SESSION_ID.
 */
public class Walk {

	public static void main(String[] arguments) throws IOException {
		HttpUrl base = HttpUrl.get(arguments[0]);
		long user = Long.parseLong(arguments[1]);
		String cookies = "sessionid=" + arguments[3] + "; csrftoken=" + arguments[2] + "; ds_user_id=" + user;
		OkHttpClient http = new OkHttpClient.Builder().addInterceptor((chain) -> toSimulator(chain, base, cookies)).build();
		IGClient client = new IGClient("bench", "", http);
		BufferedReader orders = new BufferedReader(new InputStreamReader(System.in));
		while (orders.readLine() != null) {
			long began = System.nanoTime();
			int members = read(client, user, FriendshipsFeeds.FOLLOWERS) + read(client, user, FriendshipsFeeds.FOLLOWING);
			double seconds = (System.nanoTime() - began) / 1e9;
			System.out.println("{\"members\": " + members + ", \"seconds\": " + seconds + "}");
		}
		System.exit(0);
	}

	private static int read(IGClient client, long user, FriendshipsFeeds list) {
		int members = 0;
		String cursor = null;
		do {
			FeedUsersResponse page = new FriendshipsFeedsRequest(user, list, cursor).execute(client).join();
			members += page.getUsers().size();
			cursor = page.getNext_max_id();
		}
		while (cursor != null && !cursor.isEmpty());
		return members;
	}

	private static Response toSimulator(Interceptor.Chain chain, HttpUrl base, String cookies) throws IOException {
		// With pages as large as everybody else's here; left alone, it asks for no size and
		// gets small ones.
		HttpUrl url = chain.request()
			.url()
			.newBuilder()
			.scheme(base.scheme())
			.host(base.host())
			.port(base.port())
			.setQueryParameter("count", "100")
			.build();
		return chain.proceed(chain.request().newBuilder().url(url).header("Cookie", cookies).build());
	}

}
