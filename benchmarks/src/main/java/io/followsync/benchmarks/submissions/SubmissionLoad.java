package io.followsync.benchmarks.submissions;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

import io.followsync.benchmarks.load.Latencies;
import tools.jackson.databind.json.JsonMapper;

/**
 * Submits sessions that nobody has submitted before, as fast as some clients can
 * ({@code closed CLIENTS SECONDS}) or at a rate ({@code open CLIENTS SECONDS RATE}), and
 * prints one line of JSON for each order. Arguments: host and port of the gateway.
 */
final class SubmissionLoad {

	private final String host;

	private final int port;

	// Session ids of several load processes must differ.
	private final AtomicLong next = new AtomicLong(System.currentTimeMillis() * 1_000_000);

	private SubmissionLoad(String host, int port) {
		this.host = host;
		this.port = port;
	}

	public static void main(String[] arguments) throws IOException, InterruptedException {
		SubmissionLoad load = new SubmissionLoad(arguments[0], Integer.parseInt(arguments[1]));
		BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
		for (String order = orders.readLine(); order != null; order = orders.readLine()) {
			System.out.println(JsonMapper.shared().writeValueAsString(load.obey(order.split(" "))));
		}
	}

	private Map<String, Double> obey(String[] order) throws InterruptedException {
		int clients = Integer.parseInt(order[1]);
		long nanos = TimeUnit.SECONDS.toNanos(Integer.parseInt(order[2]));
		double rate = order[0].equals("open") ? Double.parseDouble(order[3]) : 0;
		Latencies latencies = new Latencies();
		AtomicLong refused = new AtomicLong();
		AtomicLong calls = new AtomicLong();
		CountDownLatch ended = new CountDownLatch(clients);
		long begin = System.nanoTime();
		for (int client = 0; client < clients; client++) {
			Thread.ofPlatform().daemon().start(() -> {
				try (Submitter submitter = new Submitter(this.host, this.port)) {
					while (true) {
						// In an open loop, calls are due at even times, whoever is free
						// makes the next one.
						long due = (rate > 0) ? begin + (long) (calls.getAndIncrement() * 1e9 / rate)
								: System.nanoTime();
						if (due - begin > nanos) {
							break;
						}
						for (long early = due - System.nanoTime(); early > 0; early = due - System.nanoTime()) {
							LockSupport.parkNanos(early);
						}
						if (submitter.submit(this.next.getAndIncrement()) != 200) {
							refused.incrementAndGet();
						}
						latencies.addSince(due);
					}
				}
				catch (IOException ex) {
					refused.incrementAndGet();
					System.err.println(ex);
				}
				finally {
					ended.countDown();
				}
			});
		}
		ended.await();
		double seconds = (System.nanoTime() - begin) / 1e9;
		Map<String, Double> answer = new LinkedHashMap<>(latencies.summary());
		answer.put("refused", (double) refused.get());
		answer.put("perSecond", (latencies.count() - refused.get()) / seconds);
		return answer;
	}

}
