// SPDX-License-Identifier: Apache-2.0
#include "demo/http.h"

namespace symbolon::demo {

namespace {

std::string headerOf(const Fields &headers, std::string_view name)
{
    for (const auto &header : headers) {
        if (sameText(header.first, name))
            return header.second;
    }
    return {};
}

} // namespace

void Response::setHeader(const std::string &name, const std::string &value)
{
    for (auto &known : headers) {
        if (sameText(known.first, name)) {
            known.second = value;
            return;
        }
    }
    headers.emplace_back(name, value);
}

std::string Response::header(std::string_view name) const
{
    return headerOf(headers, name);
}

std::string Call::header(std::string_view name) const
{
    return headerOf(headers, name);
}

bool Call::hasQuery(std::string_view name) const
{
    for (const auto &field : query) {
        if (sameText(field.first, name))
            return true;
    }
    return false;
}

std::string Call::queryValue(std::string_view name) const
{
    return headerOf(query, name);
}

bool Call::pathStarts(std::initializer_list<std::string_view> wanted) const
{
    if (segments.size() < wanted.size())
        return false;
    size_t position = 0;
    for (const std::string_view segment : wanted) {
        if (segment != "*" && !sameText(segments[position], segment))
            return false;
        ++position;
    }
    return true;
}

Call takeApart(const Request &request, const std::string &scheme, const std::string &fallbackHost)
{
    Call call;
    call.method = request.method;
    call.headers = request.headers;
    call.body = request.body;
    call.requestId = newGuid();
    call.clientRequestId = headerOf(request.headers, "client-request-id");

    const std::string host = headerOf(request.headers, "Host");
    call.origin = scheme + "://" + (host.empty() ? fallbackHost : host);

    const std::string_view target(request.target);
    const size_t mark = target.find('?');
    std::string_view path = target.substr(0, mark);
    while (path.size() > 1 && path[0] == '/' && path[1] == '/')
        path.remove_prefix(1); // some ARM clients write the slash of a scope twice
    call.path = std::string(path);
    for (const std::string &segment : split(path, '/')) {
        if (!segment.empty())
            call.segments.push_back(percentDecode(segment));
    }
    if (mark != std::string_view::npos)
        call.query = parseForm(target.substr(mark + 1));
    return call;
}

Response textResponse(int status, const std::string &contentType, std::string body)
{
    Response response;
    response.status = status;
    response.setHeader("Content-Type", contentType);
    response.body = std::move(body);
    return response;
}

} // namespace symbolon::demo
