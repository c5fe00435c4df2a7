#include "app/archive/archive.hpp"
#include "base/json.hpp"

namespace bowlby {
namespace {

void refer(JsonWriter& json, const char* key, const std::string& id) {
  json.key(key);
  json.object([&] { json.field("@id", id); });
}

void refer_all(JsonWriter& json, const char* key, const std::vector<std::string>& ids) {
  json.key(key);
  json.list(ids, [&](const std::string& id) { json.object([&] { json.field("@id", id); }); });
}

std::string person_id(std::size_t k) { return "#author-" + std::to_string(k + 1); }

// What SPDX ids stand for on the web.
std::string licence_id(const std::string& licence) {
  return licence.find("://") != std::string::npos ? licence
         : licence == "LICENSE.txt"               ? licence
                                                  : "https://spdx.org/licenses/" + licence;
}

void put_dataset(JsonWriter& json, const Crate& c) {
  json.object([&] {
    json.field("@id", "./");
    json.field("@type", "Dataset");
    json.field("name", c.title);
    json.field("description", c.about);
    json.field("datePublished", c.date);
    refer(json, "license", licence_id(c.licence));
    std::vector<std::string> ids;
    for (const CrateFile& f : c.files) ids.push_back(f.name);
    refer_all(json, "hasPart", ids);
    ids.clear();
    for (std::size_t k = 0; k < c.authors.size(); ++k) ids.push_back(person_id(k));
    if (!ids.empty()) refer_all(json, "author", ids);
    refer(json, "mentions", "#made");
  });
}

void put_making(JsonWriter& json, const Crate& c) {
  json.line(2);
  json.object([&] {
    json.field("@id", "#made");
    json.field("@type", "CreateAction");
    json.field("name", "made by bowlby");
    json.field("description", c.command);
    json.field("endTime", c.date);
    refer(json, "instrument", "#bowlby");
    refer(json, "result", "./");
  });
  json.line(2);
  json.object([&] {
    json.field("@id", "#bowlby");
    json.field("@type", "SoftwareApplication");
    json.field("name", "Bowlby");
    json.field("version", c.version);
    json.field("identifier", c.commit);
  });
}

}  // namespace

std::string crate_metadata(const Crate& c) {
  JsonWriter json(JsonWriter::Spaces::some);
  json.object([&] {
    json.field("@context", "https://w3id.org/ro/crate/1.1/context");
    json.key("@graph");
    json.open('[');
    json.line(2);
    json.object([&] {
      json.field("@id", "ro-crate-metadata.json");
      json.field("@type", "CreativeWork");
      refer(json, "conformsTo", "https://w3id.org/ro/crate/1.1");
      refer(json, "about", "./");
    });
    json.line(2);
    put_dataset(json, c);
    for (const CrateFile& f : c.files) {
      json.line(2);
      json.object([&] {
        json.field("@id", f.name);
        json.field("@type", "File");
        json.field("name", f.says);
        json.field("encodingFormat", f.format);
        json.field("contentSize", std::to_string(f.bytes));
      });
    }
    for (std::size_t k = 0; k < c.authors.size(); ++k) {
      json.line(2);
      json.object([&] {
        json.field("@id", person_id(k));
        json.field("@type", "Person");
        json.field("name", c.authors[k]);
      });
    }
    put_making(json, c);
    if (c.licence != "LICENSE.txt") {
      json.line(2);
      json.object([&] {
        json.field("@id", licence_id(c.licence));
        json.field("@type", "CreativeWork");
        json.field("name", c.licence);
      });
    }
    json.line(0);
    json.close(']');
  });
  return json.take() + "\n";
}

}  // namespace bowlby
