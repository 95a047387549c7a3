package io.followsync.simulator.profile;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;

/** Paths of profiles, each with and without a trailing slash. */
@Configuration(proxyBeanMethods = false)
class ProfileRoutes {

	private static final String ID = "{id:\\d{1,18}}";

	@Bean
	RouterFunction<ServerResponse> profiles(ProfileHandler handler) {
		return RouterFunctions.route()
			.GET("/api/v1/users/" + ID + "/info", handler::userInfo)
			.GET("/api/v1/users/" + ID + "/info/", handler::userInfo)
			.GET("/api/v1/users/web_profile_info", handler::webProfileInfo)
			.GET("/api/v1/users/web_profile_info/", handler::webProfileInfo)
			.GET("/api/v1/accounts/edit/web_form_data", handler::webFormData)
			.GET("/api/v1/accounts/edit/web_form_data/", handler::webFormData)
			.GET("/api/v1/accounts/current_user", handler::currentUser)
			.GET("/api/v1/accounts/current_user/", handler::currentUser)
			.GET("/graphql/query", handler::graph)
			.GET("/graphql/query/", handler::graph)
			.POST("/graphql/query", handler::document)
			.POST("/graphql/query/", handler::document)
			.GET("/web/search/topsearch", handler::search)
			.GET("/web/search/topsearch/", handler::search)
			.build();
	}

}
