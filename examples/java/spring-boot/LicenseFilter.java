package com.example.editor;

import io.github.keyward.License;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Serves nothing but the page of the license while the program may not run. Reading the state asks nobody. */
@Component
class LicenseFilter extends OncePerRequestFilter {
  private final License license;

  LicenseFilter(License license) {
    this.license = license;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return request.getRequestURI().startsWith("/license");
  }

  @Override
  protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (license.getState().isUsable()) {
      chain.doFilter(request, response);
    } else {
      response.sendRedirect("/license");
    }
  }
}
