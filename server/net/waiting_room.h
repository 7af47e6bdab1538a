// Where requests are answered whose handlers wait for others: a few threads apart from those of the sockets,
// and a bounded number of requests, so that a slow server elsewhere holds up nobody who does not ask it.
#pragma once

#include <atomic>
#include <boost/asio/thread_pool.hpp>
#include <cstddef>

namespace presave::server::net {

class WaitingRoom {
 public:
  /// At most `places` requests are answered or wait for a thread at once.
  WaitingRoom(unsigned threads, std::size_t places) : threads_(threads), places_(places) {}

  /// One request's place in the room, given back when it ends.
  class Place {
   public:
    explicit Place(WaitingRoom& room) : room_(room.taken_.fetch_add(1) < room.places_ ? &room : nullptr) {
      if (!room_) --room.taken_;
    }
    Place(const Place&) = delete;
    Place& operator=(const Place&) = delete;
    ~Place() {
      if (room_) --room_->taken_;
    }
    /// False when the room is full.
    bool is_taken() const { return room_ != nullptr; }

   private:
    WaitingRoom* room_;
  };

  boost::asio::thread_pool::executor_type executor() { return threads_.get_executor(); }
  /// Waits until everybody in it has left.
  void close() { threads_.join(); }

 private:
  boost::asio::thread_pool threads_;
  const std::size_t places_;
  std::atomic<std::size_t> taken_{0};
};

}  // namespace presave::server::net
