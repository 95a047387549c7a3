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

import io.followsync.benchmarks.load.Latencies;
import io.followsync.benchmarks.process.Await;
import tools.jackson.databind.json.JsonMapper;

/**
 * Submits sessions that nobody has submitted before, as fast as some clients can
 * ({@code closed CLIENTS SECONDS}) or at a rate ({@code open CLIENTS SECONDS RATE}), and
 * prints one line of JSON for each order: how long the accepted ones took (in an open
 * loop from the time at which each was due), how many were refused, how many clients lost
 * their connection and stopped, and how many were accepted in a second. Arguments: host
 * and port of the gateway.
 */
final class SubmissionLoad {

	private static final System.Logger log = System.getLogger(SubmissionLoad.class.getName());

	private static final double NANOS_A_SECOND = TimeUnit.SECONDS.toNanos(1);

	private static final long SECONDS_TO_FINISH = 60;

	private final String host;

	private final int port;

	// Session ids of several load processes must differ.
	private final AtomicLong next = new AtomicLong(System.currentTimeMillis() * 1_000_000);

	SubmissionLoad(String host, int port) {
		this.host = host;
		this.port = port;
	}

	public static void main(String[] arguments) throws IOException, InterruptedException {
		SubmissionLoad load = new SubmissionLoad(arguments[0], Integer.parseInt(arguments[1]));
		BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
		for (String order = orders.readLine(); order != null; order = orders.readLine()) {
			System.out.println(JsonMapper.shared().writeValueAsString(load.handle(order)));
		}
	}

	Map<String, Double> handle(String order) throws InterruptedException {
		String[] words = order.split(" ");
		int clients = Integer.parseInt(words[1]);
		int seconds = Integer.parseInt(words[2]);
		double rate = words[0].equals("open") ? Double.parseDouble(words[3]) : 0;
		Slice slice = new Slice(System.nanoTime(), seconds, rate);
		CountDownLatch ended = new CountDownLatch(clients);
		for (int client = 0; client < clients; client++) {
			Thread.ofPlatform().daemon().start(() -> {
				submit(slice);
				ended.countDown();
			});
		}
		if (!ended.await(seconds + SECONDS_TO_FINISH, TimeUnit.SECONDS)) {
			throw new IllegalStateException(ended.getCount() + " clients still wait for an answer");
		}
		return slice.summary();
	}

	private void submit(Slice slice) {
		try (Submitter submitter = new Submitter(this.host, this.port)) {
			for (long due = slice.nextDue(); slice.isBeforeEnd(due); due = slice.nextDue()) {
				Await.deadline(due);
				if (submitter.submit(this.next.getAndIncrement())) {
					slice.accepted.addSince(due);
				}
				else {
					slice.refused.incrementAndGet();
				}
			}
		}
		catch (IOException ex) {
			slice.broken.incrementAndGet();
			log.log(System.Logger.Level.WARNING, "A connection broke", ex);
		}
	}

	/** One order while it is carried out. */
	private static final class Slice {

		private final long begin;

		private final long length;

		private final double rate;

		private final Latencies accepted = new Latencies();

		private final AtomicLong calls = new AtomicLong();

		private final AtomicLong refused = new AtomicLong();

		private final AtomicLong broken = new AtomicLong();

		/**
		 * Begins one.
		 * @param rate calls a second; 0 for a closed loop
		 */
		Slice(long begin, int seconds, double rate) {
			this.begin = begin;
			this.length = TimeUnit.SECONDS.toNanos(seconds);
			this.rate = rate;
		}

		// In an open loop, calls are due at even times: whichever client is free makes
		// the next one.
		long nextDue() {
			return (this.rate > 0) ? this.begin + (long) (this.calls.getAndIncrement() * NANOS_A_SECOND / this.rate)
					: System.nanoTime();
		}

		boolean isBeforeEnd(long due) {
			return due - this.begin <= this.length;
		}

		Map<String, Double> summary() {
			double seconds = (System.nanoTime() - this.begin) / NANOS_A_SECOND;
			Map<String, Double> summary = new LinkedHashMap<>(this.accepted.summary());
			summary.put("refused", (double) this.refused.get());
			summary.put("broken", (double) this.broken.get());
			summary.put("perSecond", this.accepted.count() / seconds);
			return summary;
		}

	}

}
