package io.followsync.simulator.friendships;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;

/** Paths of the lists and friendships, each with and without a trailing slash. */
@Configuration(proxyBeanMethods = false)
class FriendshipRoutes {

	private static final String ID = "{id:\\d{1,18}}";

	@Bean
	RouterFunction<ServerResponse> friendships(FriendshipHandler handler) {
		return RouterFunctions.route()
			.path("/api/v1/friendships",
					(paths) -> paths.GET("/" + ID + "/followers", handler::followers)
						.GET("/" + ID + "/followers/", handler::followers)
						.GET("/" + ID + "/following", handler::following)
						.GET("/" + ID + "/following/", handler::following)
						.GET("/show/" + ID, handler::show)
						.GET("/show/" + ID + "/", handler::show)
						.POST("/show_many", handler::showMany)
						.POST("/show_many/", handler::showMany))
			.build();
	}

}
