package io.followsync.worker.source.websession;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.followsync.job.ListKind;
import io.followsync.worker.source.Page;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A page of 100 followers, in the shape in which Instagram writes it. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class PageParserBenchmarks {

	private final byte[] body = ("{\"users\":["
			+ IntStream.range(0, 100).mapToObj(PageParserBenchmarks::row).collect(Collectors.joining(","))
			+ "],\"big_list\":true,\"page_size\":100,\"next_max_id\":\"QVFDc2h+a/B+c\",\"has_more\":true,\"status\":\"ok\"}")
		.getBytes(StandardCharsets.UTF_8);

	@Benchmark
	public Page parsePage() {
		return PageParser.page(ListKind.FOLLOWERS, this.body);
	}

	private static String row(int number) {
		long id = 61_234_567_890L + number;
		return """
				{"pk":"%1$d","pk_id":"%1$d","full_name":"Somebody N\\u00e4med %2$d","is_private":%3$s,"username":"some.body_%2$d",\
				"is_verified":false,"profile_pic_id":"33%1$d_%1$d","profile_pic_url":"https://images.invalid/v/t51.2885-19/%1$d.jpg",\
				"account_badges":[],"latest_reel_media":0}"""
			.formatted(id, number, number % 3 == 0);
	}

}
