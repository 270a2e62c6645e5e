// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>

// The smallest whole catalogue, apart from the test because moc loses its way in raw strings.
namespace symbolon::presets {

inline const QByteArray goodPresets =
    R"({"presets":[{"id":"p","displayName":"P","platform":"P","glyph":"platform-other",
    "issuer":"https://{host}","subject":"{kind}:{name}","fields":[
    {"key":"host","label":"Host","matches":"[^/]+","required":true},
    {"key":"mode","label":"Mode","type":"choice","options":["a","b"],"default":"b"},
    {"key":"name","label":"Name","matches":".+","pattern":"[a-z]+","maxLength":5}],
    "parts":{"kind":{"field":"mode","a":"first","b":"second"}},"pitfalls":[],
    "samples":[{"title":"It","subject":"{kind}:{name}"}]}]})";
inline const QByteArray goodPlatforms = R"({"platforms":[{"id":"p","name":"P","shortName":"P","glyph":"platform-other",
    "issuer":"https://p","kind":"shared"}]})";

} // namespace symbolon::presets
